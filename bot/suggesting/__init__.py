"""What would make the content easier to find: for whoever writes articles."""
