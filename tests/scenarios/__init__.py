"""Dialogs through the real assistant with the real content: one for each promise."""
