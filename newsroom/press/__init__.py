"""The public site: published versions of stories, and everything that readers can load."""
