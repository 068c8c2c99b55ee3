"""How public pages set texts: where headlines may break, words in Latin letters."""
