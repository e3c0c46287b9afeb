"""What the steps of councils change beside the state."""
