"""The groups of the command line: one file each, thin; `bot.cli` puts them together."""
