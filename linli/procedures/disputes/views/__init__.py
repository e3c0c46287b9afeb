"""The staff's pages of disputes."""
