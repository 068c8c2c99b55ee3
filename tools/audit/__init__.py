"""`make audit`: checks the public pages with vnu and Lighthouse."""
