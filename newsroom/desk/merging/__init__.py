"""Two people changed the same story: what each of them changed is put together (three-way merge).

Pure functions on the values of a form: `base` is what the form was opened with, `mine` what was
sent, `theirs` what was saved meanwhile. Only what both changed differently is a Conflict.
"""
