"""Example data: demo users, the sample page, and invented stories made from `fixtures/demo`."""
