"""From the bytes of a page to its lines of text: decoded, joined where they wrap, unfolded."""
