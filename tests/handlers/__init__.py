"""Capabilities by themselves, over the real content."""
