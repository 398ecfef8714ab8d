"""The real process against its real peers."""
