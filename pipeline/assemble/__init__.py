"""Words to the act and the rows of its plan."""
