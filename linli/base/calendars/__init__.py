"""Which days are worked: the State Council's notices, and what is provisional until one comes."""
