"""Revisions of a story: its signed content, how it is recorded, compared, restored and redacted.

`content` reads and records revisions, `hash_chain` seals Decisions, `restoration` and `redaction`
act on an old revision. `text_diff`, `text_lines` and `alignment` compare texts, `comparison` two
revisions; `history` and `published_history` are read by the screens.
"""
