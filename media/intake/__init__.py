"""Receiving photo files: reading the upload, checking the file, reading its metadata, storing it."""
