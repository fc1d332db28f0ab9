"""Sentences of the act that lay down a duty to report."""
