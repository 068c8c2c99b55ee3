"""The screens of what the whole site shows: site information, sections, names, lead and pins."""
