"""The reader: from the text of a printed page to its stories, problems and spans.

Plain Python without Django; `reader.read` is the entry. docs/page-format.md describes the modules.
"""
