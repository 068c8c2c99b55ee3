"""Photos: their files, texts and rights, the sizes made of them, and where they are stored."""
