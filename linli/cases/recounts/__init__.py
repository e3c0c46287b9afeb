"""Counting clocks anew when the working calendar, or the length of a term, changes."""
