"""Organizations named in a story: where their names begin and end, and their full names."""
