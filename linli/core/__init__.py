"""The rules without Django and without input or output."""
