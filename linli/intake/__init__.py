"""Opens messages that other systems kept in files as cases, once each."""
