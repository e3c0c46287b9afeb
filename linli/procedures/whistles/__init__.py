"""Whistles: the township calls, departments come (街道吹哨、部门报到)."""
