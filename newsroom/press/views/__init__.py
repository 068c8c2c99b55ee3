"""The public HTML pages, the picture files and the health check."""
