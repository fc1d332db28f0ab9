"""Printed forms of completion to results and receivers."""
