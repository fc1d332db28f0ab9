"""Printed costs to amounts, years and sources of funds."""
