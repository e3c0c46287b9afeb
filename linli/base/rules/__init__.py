"""What a place has set for itself: dated local limits on the terms of procedures."""
