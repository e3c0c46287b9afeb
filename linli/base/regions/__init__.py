"""Where: the division tree from the country down to villages and communities."""
