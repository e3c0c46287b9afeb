"""The letters of conferences: notice, roll of attendance, minutes."""
