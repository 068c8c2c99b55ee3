"""Briefs: the short kind of story, often under a column. A proxy of Story and its admin."""
