"""What the assistant can do, one capability per file; each takes a conversation and returns a reply."""
