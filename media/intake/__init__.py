"""Receiving photo files: reading an upload, checking the file and its metadata, storing it."""
