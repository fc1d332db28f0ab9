"""Tables without rules, or with rules one way only: columns, rows, merged cells."""
