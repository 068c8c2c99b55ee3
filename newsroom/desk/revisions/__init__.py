"""What a story said and says: its signed content, the revisions of it, and their comparison.

`content` reads and records revisions, `hash_chain` seals Decisions, `restoration` and `redaction`
act on an old revision. `text_diff`, `text_lines` and `alignment` compare texts, `comparison` two
revisions; `history` and `published_history` are read by the screens.
"""
