"""Printed deadlines to intervals and recurrence rules."""
