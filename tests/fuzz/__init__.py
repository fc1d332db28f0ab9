"""Hostile files and texts, made by chance from a seed: `make fuzz`, and a few seeds in every test run."""
