"""What the stages hand to one another: pages, glyphs, printed words, the act and its plan."""
