"""Decide a page as a whole: which label every line has, and which of them begin stories."""
