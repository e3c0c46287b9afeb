"""The staff's pages of whistles."""
