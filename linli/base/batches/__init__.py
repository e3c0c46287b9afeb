"""Long work that somebody asked for: one act for many things, exports, imports."""
