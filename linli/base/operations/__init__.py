"""Keeping an instance running: its health, its figures, its log of requests, its backups."""
