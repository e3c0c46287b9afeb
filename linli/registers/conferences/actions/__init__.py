"""What may be done with conferences, each write with its line in the conference's chain."""
