"""The sizes of a photo: which ones templates use, how they are made, and the desk's previews."""
