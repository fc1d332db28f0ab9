"""The text layer that all parsers of values share."""
