"""Lines of glyphs to words."""
