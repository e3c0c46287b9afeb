"""The pages of the duty lists: browsing, changing, importing."""
