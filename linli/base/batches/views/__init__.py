"""Pages of batches, imports and exports."""
