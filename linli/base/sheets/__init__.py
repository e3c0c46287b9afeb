"""Tables that come in and go out as Excel: their columns, reading, writing."""
