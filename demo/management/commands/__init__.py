"""Commands that make example data: `manage.py load_demo` and `generate_newsroom`."""
