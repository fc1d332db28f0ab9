"""The plan as an outline: stages, sections, items and sub-items, each measure with its cells."""
