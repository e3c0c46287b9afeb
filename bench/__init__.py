"""Measures Linli at the size of a city or a province; `make bench` runs it, see `__main__`."""
