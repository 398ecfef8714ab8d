"""Announcing as a conversation: what the secretariat writes and presses, and what becomes of it."""
