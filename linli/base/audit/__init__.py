"""The log that proves itself: who did what, when, in chains that show any damage."""
