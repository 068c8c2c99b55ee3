"""What an action on many rows did to each of them."""

from enum import Enum


class Outcome(Enum):
    DONE = "done"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
