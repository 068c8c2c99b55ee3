"""Template tags for screens of the desk that show or receive photos."""
