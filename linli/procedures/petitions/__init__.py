"""Petitions (信访): from registration to the opinion, its review and its re-examination."""
