"""What an editor should look at on a page that was read."""
