"""What is painted on each page: glyphs, rules, links. The only room that knows a PDF library."""
