"""Acts as they are cited: their line, day, number, body, and their ids."""
