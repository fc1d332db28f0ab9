"""What stands around the text of a page: running heads, page numbers, line numbers, footnotes."""
