"""Checks on an edition: the account of its glyphs, its pages, its structure."""
