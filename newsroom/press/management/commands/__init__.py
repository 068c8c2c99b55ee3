"""Commands of the public site: they rebuild its lists and its search index."""
