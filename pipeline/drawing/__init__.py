"""Pictures of pages: what a person compares the dataset with."""
