"""Printed pages: reading their text, filing their stories as drafts, signing off a whole page.

`reading` reads the text, `importing` files the stories, `import_desk` holds the screens.
"""
