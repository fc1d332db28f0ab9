"""What running text names: acts, bodies, amounts, days, places; Kazakh for spaCy."""
