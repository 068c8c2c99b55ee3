"""What machines read: feeds, sitemaps, robots.txt and the JSON-LD of stories."""
