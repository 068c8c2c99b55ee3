"""The Django project: settings, root URLs, the WSGI application, and what only settings name.

Its apps are `core` (what all apps share), `press` (the public site) and `desk` (the editorial back
office). Other apps are packages next to this one.
"""
