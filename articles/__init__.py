"""Articles: the kind of story with a headline of its own. A proxy of Story, its form and admin."""
