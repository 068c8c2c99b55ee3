"""What all apps share: users, sections, reporters, organizations, roles, kinds of story, the body.

Nothing here imports another app of ours. The label of the app is `newsroom`, as in `newsroom.User`.
"""
