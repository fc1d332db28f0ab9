"""Measures the pipeline beside other readers of tables: `make bench`."""
