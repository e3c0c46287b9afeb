"""Councils (议事协商): residents talk a matter over, and assemblies decide."""
