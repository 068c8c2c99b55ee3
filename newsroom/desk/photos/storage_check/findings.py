"""What a check of the storages finds."""

from collections.abc import Callable
from dataclasses import dataclass

from newsroom.core.refusal import Refused


class CannotRepair(Refused):
    """A finding cannot be repaired here; the message says what to do instead."""


@dataclass(frozen=True)
class Finding:
    """A file or row that is wrong: `problem` and `name` are for the report.

    `repair()` repairs it or raises a Refused. It may return a remark for the report.
    """

    problem: str
    name: str
    repair: Callable[[], str | None]
