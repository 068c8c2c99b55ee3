"""Commands of the desk: they check the record and the picture files."""
