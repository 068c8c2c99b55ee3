"""The base of all exceptions whose message is a sentence for the user."""


class Refused(Exception):
    """An action that a rule forbids now; `str()` of it tells the user why and what to do.

    A subclass names the kind of action. Views show the message and change nothing.
    """
