"""What the public pages show about the paper itself: its sections, footer and legal texts."""
