"""The plans that the factory lays out. All are made up; none is law."""
