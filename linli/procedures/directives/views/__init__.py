"""The staff's pages of directives."""
