"""Teach the reader of printed pages: `make train`."""
