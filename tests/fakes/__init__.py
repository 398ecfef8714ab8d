"""Chat platforms in miniature: servers that speak a vendor's protocol, for tests that need the wire."""
