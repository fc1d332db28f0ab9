"""Words to values, with the words kept."""
