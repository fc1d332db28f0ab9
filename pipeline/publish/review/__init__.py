"""One HTML file an edition, by which a person checks what was read against the pages."""
