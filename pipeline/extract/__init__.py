"""Geometry: from a PDF's pages to lines, boxes and tables."""
