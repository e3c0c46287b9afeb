"""Linli (邻里): the open platform for social work and grassroots governance."""

__version__ = "0.1.0"
