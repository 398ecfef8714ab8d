"""Tests of what is suggested to whoever writes articles."""
