"""Tests of bot.scheduler."""
