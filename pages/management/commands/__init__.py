"""The command that files printed pages: `manage.py import_pages`."""
