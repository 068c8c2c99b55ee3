"""Files one story of a reading as a draft, with its bylines, pictures and organizations."""

from collections.abc import Collection
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from media.credits.captions import read_credit, split_credit
from media.credits.others import named_other
from media.models import Photo
from newsroom.core.body import crosshead, paragraph, photo_node
from newsroom.core.masthead import paper_name
from newsroom.core.models import Organization, Reporter, Section, User
from newsroom.core.story_kind import story_kind
from newsroom.desk import policy
from newsroom.desk.models import Byline, Story, StoryPhoto
from newsroom.desk.revisions.content import record_revision
from pages.filed_texts import changed_since_filed, filed_revision
from pages.importing import jumps
from pages.importing.page_files import PageRefused
from pages.models import Page, PageStory
from pages.reading.records import Block, Crosshead, Paragraph, Person, Picture, StoryRecord

Row = TypeVar("Row", bound=Model)

# A word in the printed role of a byline, and the kind of reporter it means.
REPORTER_KINDS = {
    "通讯员": Reporter.Kind.CORRESPONDENT,
    "见习": Reporter.Kind.TRAINEE,
    "实习": Reporter.Kind.INTERN,
}
# Titles in the line of editors that a page prints.
RESPONSIBLE_EDITOR_TITLES = {
    "责任编辑",
    "责编",
    "执行责编",
    "本版责编",
    "本版编辑",
    "版面编辑",
    "执行编辑",
    "编辑",
}
PROOFREADER_TITLES = {"校对", "本版校对", "校检", "检校"}


def file_story(parsed: StoryRecord, page: Page, position: int, section: Section) -> None:
    """Save one story of a page as a draft in `section`, with its first revision.

    A half of a story that jumps is joined with the other half if that is filed already; if not,
    `other_half` names the page it waits for. Raises PageRefused when a value breaks a limit.
    """
    jump = jumps.find_jump(parsed.jumps)
    half = jumps.waiting_half(page, jump, parsed.headline) if jump else None
    story = half or story_kind(parsed.kind).model(section=section)
    body = story.body
    edited_half = half and changed_since_filed(half)
    if half is None or (jump and jump.onward):
        _set_printed_fields(story, parsed, page, position)
    story.other_half = jump.page if jump and half is None else ""
    _validate_and_save(story, parsed)
    _save_bylines(story, parsed)
    new = "".join(_block_html(story, block, parsed) for block in parsed.blocks)
    continues = jump and jump.onward
    story.body = jumps.join_bodies(new, body) if continues else jumps.join_bodies(body, new)
    story.save()
    story.organizations.add(*(_organization(found.canonical) for found in parsed.organizations))
    recorded = record_revision(story)
    PageStory.objects.create(
        page=page,
        story=story,
        # Joined with a half that somebody edited, the text is not one that the filing made.
        filed=filed_revision(story) if edited_half else recorded,
        position=position,
        first_line=parsed.first_line,
        last_line=parsed.last_line,
    )


def _set_printed_fields(story: Story, parsed: StoryRecord, page: Page, position: int) -> None:
    """Set headlines, dateline and place in print. Of a story in two halves, the first half's."""
    editor = _editor_titled(page, RESPONSIBLE_EDITOR_TITLES)
    fields = {
        "kicker": parsed.kicker or "",
        "headline": parsed.headline,
        "deck": parsed.deck or "",
        "column": parsed.column or "",
        "dateline": parsed.dateline or "",
        "source": parsed.source or "",
        "printed_paper": page.paper,
        "printed_on": page.date,
        "printed_number": page.number,
        "printed_section": page.section_printed,
        "printed_position": position,
        "printed_editor": editor,
        "printed_proofreader": _editor_titled(page, PROOFREADER_TITLES),
        "responsible_editor": User.objects.filter(
            name=editor, is_active=True, groups__name__in=policy.DESK
        ).first(),
    }
    for name, value in fields.items():
        setattr(story, name, value)


def _editor_titled(page: Page, titles: Collection[str]) -> str:
    """The first name in the page's line of editors with one of the titles, or ""."""
    return next((editor["name"] for editor in page.editors if editor["role"] in titles), "")


def _block_html(story: Story, block: Block, parsed: StoryRecord):
    """The HTML of a block of the body. For a picture it saves its Photo and StoryPhoto first."""
    if isinstance(block, Paragraph):
        return paragraph(block.text)
    if isinstance(block, Crosshead):
        return crosshead(block.text)
    texts = _picture_texts(block)
    photo = _validate_and_save(Photo(**texts), parsed)
    story_photo = StoryPhoto(story=story, photo=photo, **texts)
    return photo_node(_validate_and_save(story_photo, parsed).pk)


def _picture_texts(block: Picture) -> dict[str, str]:
    """Caption and credit of a picture as the desk stores them.

    The reader gives names alone. Where the printed credit names another than our own staff, such
    as `新华社记者 张三 摄`, all its words are kept: they decide what the paper may do with it.
    """
    if not block.credit:  # a form that the reader of pages does not know
        split = split_credit(block.caption)
        return {"caption": split.caption, "credit": split.credit}
    printed = block.printed_credit.removeprefix("（")
    if "（" not in printed:  # the reader cuts a credit behind its opening bracket
        printed = printed.removesuffix("）")
    if named_other(credits=[printed], house=paper_name()):
        return {"caption": block.caption, "credit": read_credit(printed) or block.credit}
    return {"caption": block.caption, "credit": block.credit}


def _save_bylines(story: Story, parsed: StoryRecord) -> None:
    """Save the bylines, each reporter and role once: both halves of a story may name the same."""
    order = story.bylines.count()
    for person in parsed.byline:
        byline = Byline(
            story=story,
            reporter=_reporter(person, parsed),
            name=person.name,
            role=person.role,
            order=order,
        )
        if not story.bylines.filter(reporter=byline.reporter, role=byline.role).exists():
            _validate_and_save(byline, parsed)
            order += 1


def _reporter(person: Person, parsed: StoryRecord) -> Reporter:
    """The Reporter of that name, or a new one."""
    known = Reporter.objects.filter(name=person.name).order_by("affiliation", "pk").first()
    kinds = (kind for word, kind in REPORTER_KINDS.items() if word in person.role)
    kind = next(kinds, Reporter.Kind.REPORTER)
    return known or _validate_and_save(Reporter(name=person.name, kind=kind), parsed)


def _organization(name: str) -> Organization:
    """The Organization with that canonical name or alias, or a new one, to be confirmed."""
    return (
        Organization.objects.named(name).order_by("pk").first()
        or Organization.objects.get_or_create(name=name)[0]
    )


def _validate_and_save(row: Row, parsed: StoryRecord) -> Row:
    """Save `row` if its fields are valid; else raise PageRefused with the story's lines."""
    relations = [field.name for field in row._meta.fields if field.is_relation]
    labels = {field.name: field.verbose_name for field in row._meta.fields}
    try:
        row.clean_fields(exclude=relations)
    except ValidationError as error:
        raise PageRefused(
            _("Lines %(first)d to %(last)d: %(why)s")
            % {
                "first": parsed.first_line,
                "last": parsed.last_line,
                "why": "；".join(
                    f"{labels[name]}：{' '.join(messages)}"
                    for name, messages in error.message_dict.items()
                ),
            }
        ) from error
    row.save()
    return row
