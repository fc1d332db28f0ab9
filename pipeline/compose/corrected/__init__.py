"""Reviewed corrections put into an edition's printed words and rows."""
