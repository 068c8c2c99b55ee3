"""The photo desk: the grid of photos, the page of each, and receiving picture files."""
