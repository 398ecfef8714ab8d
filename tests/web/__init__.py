"""The web chat: its page, its messages, its fences."""
