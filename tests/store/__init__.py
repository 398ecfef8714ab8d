"""Tests of bot.store: the same contracts on SQLite and PostgreSQL."""
