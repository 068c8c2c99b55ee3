"""The import desk: the screens where editors upload, check, mark and file printed pages."""
