"""Tests of keeping an instance running."""
