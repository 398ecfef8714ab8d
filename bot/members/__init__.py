"""The registry: who is a member, who speaks for it, how that is proved, and who may see what."""
