"""Reads what the words beside a photo say of who took it, for the desk and for imports."""
