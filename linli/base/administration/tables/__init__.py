"""Units and posts as tables: in from Excel, out to Excel."""
