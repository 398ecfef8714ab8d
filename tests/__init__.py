"""Tests, laid out like bot/."""
