"""Notes of amendment to what was done to what, by which act."""
