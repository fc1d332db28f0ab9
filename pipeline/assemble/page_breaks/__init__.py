"""Rows and cells over page breaks: which go on, and how their texts are joined."""
