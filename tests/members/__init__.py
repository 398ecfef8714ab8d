"""Tests of bot.members: the rules over a real database."""
