"""Disputes and their mediation (人民调解)."""
