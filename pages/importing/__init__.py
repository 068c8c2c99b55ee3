"""Turns the text of a printed page into a Page and its stories, drafts of the desk.

Used by the import desk and by `manage.py import_pages`; no module here knows of requests.
"""
