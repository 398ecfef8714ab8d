"""Measurements: `make bench` runs them all; `calibrate` fits the matcher's weights."""
