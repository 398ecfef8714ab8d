"""Content in memory: loading and checking it, the index, and the matcher that finds the article for a question."""
