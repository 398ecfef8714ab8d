"""The command line, group by group, as real processes."""
