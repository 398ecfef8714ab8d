"""Adapters: vendor payloads in, our messages out; each SDK error in, our error out."""
