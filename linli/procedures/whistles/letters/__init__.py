"""The letters of whistles."""
