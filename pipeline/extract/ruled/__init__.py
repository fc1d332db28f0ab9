"""Tables whose rules are drawn: rules, grids, boxes, cells."""
