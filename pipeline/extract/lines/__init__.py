"""Glyphs to printed lines by their baselines."""
