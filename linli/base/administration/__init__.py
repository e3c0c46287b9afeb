"""The pages that change the ground: units, posts, calendar, local limits, and the log."""
