"""What one line of a page is and what stands in it: rules for each kind of line."""
