"""Readings as annotated pages: each printed line with its kind, parts, people and organizations.

An annotated page (`.page`) is what the reader learns from and is measured with. Pages that
editors put right on the import desk are kept in this form by `manage.py export_pages`.
"""
