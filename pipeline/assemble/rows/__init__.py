"""Tables to the rows of a plan: heads, numbers, headings, and the rows between them."""
