"""The edition factory: plans described once as data, laid out through many engines in many styles.

The expected reading of every PDF is derived from the description alone, never from what the pipeline read,
so that a fixture can prove the pipeline wrong. `python -m tests.factory --help` says how to make more.
"""
