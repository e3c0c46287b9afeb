"""The search index: finds things by two Chinese characters or a word, alike on both databases."""
