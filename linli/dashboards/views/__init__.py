"""The pages of the dashboards."""
