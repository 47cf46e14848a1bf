"""The field's own formats, declared: which headings each file has, and which rows of which tables are made of it."""
