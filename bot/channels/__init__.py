"""Thin adapters: a chat service's words in, ours out, our reply rendered natively. One SDK per file."""
