"""The parts of a run: which files, what is known of them, what was read, what the dataset is then."""
