"""The base of all exceptions whose message is a sentence for the user."""

from dataclasses import dataclass

from newsroom.core.labels import Label


@dataclass(frozen=True)
class Reason:
    """Why an action is refused, and which field of a story's form the user has to mend.

    `field` is the name of a field. If it stands in a row of the form, such as the alt text of a
    picture, `row` is the prefix of the rows and the id of that row: `("story_photos", 12)`.
    """

    message: Label
    field: str
    row: tuple[str, int] | None = None

    def __str__(self):
        return str(self.message)

    @property
    def anchor(self):
        """The HTML id of the field on the story's page, for a link."""
        if self.row is None:
            return f"id_{self.field}"
        prefix, pk = self.row
        return f"{prefix}-{pk}-{self.field}"


class Refused(Exception):
    """An action that a rule forbids now; `str()` of it tells the user why and what to do.

    A subclass names the kind of action. Views show the message and change nothing. `story` is the
    story that is refused, `anchor` the HTML id of the field on its page that mends it; both may
    be empty.
    """

    def __init__(self, reason="", *, story=None):
        super().__init__(reason)
        self.story = story
        self.anchor = reason.anchor if isinstance(reason, Reason) else ""
