"""Receiving photo files: read the upload, check the file, read its metadata, store it."""
