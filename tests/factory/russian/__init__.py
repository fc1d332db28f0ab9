"""Russian plans with the values that a reader types: `decree`, the committed one in Russian, and `trade`."""
