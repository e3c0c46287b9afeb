"""The staff's pages of petitions."""
