"""Photos in stories: usage rights, choosing and matching photos, and checking the storages.

A photo is a file with its data (`media.Photo`); a picture is a photo as a story shows it.
"""
