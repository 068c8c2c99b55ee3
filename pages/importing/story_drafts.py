"""Stories of a reading as drafts of the desk, with everybody and everything they name."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from media.models import Photo
from newsroom.core.body import crosshead, paragraph, photo_node
from newsroom.core.models import Organization, Reporter, User
from newsroom.core.story_kind import story_kind
from newsroom.desk import policy
from newsroom.desk.models import Byline, StoryPhoto
from newsroom.desk.revisions.content import record_revision
from pages.importing import jumps
from pages.importing.page_files import PageRefused
from pages.models import PageStory
from pages.reading.records import Crosshead, Paragraph

REPORTER_KINDS = {
    "通讯员": Reporter.Kind.CORRESPONDENT,
    "见习": Reporter.Kind.TRAINEE,
    "实习": Reporter.Kind.INTERN,
}
RESPONSIBLE = {
    "责任编辑",
    "责编",
    "执行责编",
    "本版责编",
    "本版编辑",
    "版面编辑",
    "执行编辑",
    "编辑",
}
PROOFREADING = {"校对", "本版校对", "校检", "检校"}


def file_story(read, page, position, section):
    """One story of the reading as a recorded draft that knows its page and lines.

    The half of a story that jumps is joined with the other half when that waits already.
    """
    jump = jumps.read(read.jumps)
    half = jumps.waiting_half(page, jump, read.headline) if jump else None
    story = half or story_kind(read.kind).model(section=section)
    body = story.body
    if half is None or jump.onward:
        _head(story, read, page, position)
    story.other_half = jump.page if jump and half is None else ""
    _saved(story, read)
    PageStory.objects.create(
        page=page,
        story=story,
        position=position,
        first_line=read.first_line,
        last_line=read.last_line,
    )
    _file_bylines(story, read)
    new = "".join(_node(story, block, read) for block in read.blocks)
    story.body = jumps.joined(new, body) if jump and jump.onward else jumps.joined(body, new)
    story.save()
    story.organizations.add(*(_organization(found.canonical) for found in read.organizations))
    record_revision(story)


def _head(story, read, page, position):
    """What stands over a story, and where it stands; of two halves the first one's."""
    editor = _signed_for(page, RESPONSIBLE)
    fields = {
        "kicker": read.kicker or "",
        "headline": read.headline,
        "deck": read.deck or "",
        "column": read.column or "",
        "dateline": read.dateline or "",
        "source": read.source or "",
        "printed_paper": page.paper,
        "printed_on": page.date,
        "printed_number": page.number,
        "printed_section": page.section_printed,
        "printed_position": position,
        "printed_editor": editor,
        "printed_proofreader": _signed_for(page, PROOFREADING),
        "responsible_editor": User.objects.filter(
            name=editor, is_active=True, groups__name__in=policy.DESK
        ).first(),
    }
    for name, value in fields.items():
        setattr(story, name, value)


def _signed_for(page, roles):
    """The first name in the page's line of editors that stands for one of the roles, or ""."""
    return next((editor["name"] for editor in page.editors if editor["role"] in roles), "")


def _node(story, block, read):
    """The HTML of a block; a picture gets its rows, and its place in the text."""
    if isinstance(block, Paragraph):
        return paragraph(block.text)
    if isinstance(block, Crosshead):
        return crosshead(block.text)
    words = {"caption": block.caption, "credit": block.credit or ""}
    photo = _saved(Photo(**words), read)
    return photo_node(_saved(StoryPhoto(story=story, photo=photo, **words), read).pk)


def _file_bylines(story, read):
    """The people who sign, each once: the halves of a story may both be signed."""
    order = story.bylines.count()
    for person in read.byline:
        byline = Byline(
            story=story,
            reporter=_reporter(person, read),
            name=person.name,
            role=person.role,
            order=order,
        )
        if not story.bylines.filter(reporter=byline.reporter, role=byline.role).exists():
            _saved(byline, read)
            order += 1


def _reporter(person, read):
    """The known reporter of that name, or a new one."""
    known = Reporter.objects.filter(name=person.name).order_by("affiliation", "pk").first()
    kinds = (kind for word, kind in REPORTER_KINDS.items() if word in person.role)
    kind = next(kinds, Reporter.Kind.REPORTER)
    return known or _saved(Reporter(name=person.name, kind=kind), read)


def _organization(name):
    """The organization of that canonical name or alias; a new one waits to be confirmed."""
    return (
        Organization.objects.named(name).order_by("pk").first()
        or Organization.objects.get_or_create(name=name)[0]
    )


def _saved(row, read):
    """Save a row whose fields hold; a page that says too much in one line is refused in words."""
    relations = [field.name for field in row._meta.fields if field.is_relation]
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        raise PageRefused(
            _("Lines %(first)d to %(last)d: %(why)s")
            % {
                "first": read.first_line,
                "last": read.last_line,
                "why": "；".join(
                    f"{row._meta.get_field(name).verbose_name}：{' '.join(messages)}"
                    for name, messages in error.message_dict.items()
                ),
            }
        ) from error
    row.save()
    return row
