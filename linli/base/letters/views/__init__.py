"""The pages of the administration, one module a part."""
