"""Filing a page: its stories become drafts of the desk, in one transaction."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from briefs.models import Brief
from media.models import Photo
from newsroom.desk import bodies
from newsroom.desk.models import Byline, Placement
from newsroom.desk.record import record
from newsroom.masthead.kinds import Kind
from newsroom.masthead.models import Organization, Reporter
from pages.intake import PageRefused, default_section
from pages.models import Page, PageStory
from pages.records import Crosshead, Paragraph

MODELS = {Kind.ARTICLE: Article, Kind.BRIEF: Brief}
REPORTER_KINDS = {
    "通讯员": Reporter.Kind.CORRESPONDENT,
    "见习": Reporter.Kind.TRAINEE,
    "实习": Reporter.Kind.INTERN,
}


@dataclass(frozen=True)
class Filed:
    """What became of a page: its row, and whether it is new."""

    page: Page
    created: bool


def filed_before(incoming):
    """The Page of the same text, or None. Raises PageRefused when another text has its place."""
    page = Page.objects.filter(sha256=incoming.sha256).first()
    if page is None and incoming.date and incoming.number:
        other = Page.objects.filter(
            paper=incoming.paper, date=incoming.date, number=incoming.number
        ).first()
        if other:
            raise PageRefused(
                _("Another text is already filed for %(page)s (%(file)s). Nothing was changed.")
                % {"page": other, "file": other.source}
            )
    return page


def file_page(incoming):
    """File the stories of a page as drafts. A text that was filed before changes nothing.

    Raises PageRefused, and then nothing has been written.
    """
    try:
        with transaction.atomic():
            if page := filed_before(incoming):
                return Filed(page, created=False)
            page = Page.objects.create(sha256=incoming.sha256, **_page_fields(incoming))
            section = incoming.section or default_section()
            for position, story in enumerate(incoming.reading.stories, start=1):
                _file_story(story, page, position, section)
    except IntegrityError:
        # Somebody filed the same page, or another text for it, in the same moment: now it shows.
        if page := filed_before(incoming):
            return Filed(page, created=False)
        raise
    return Filed(page, created=True)


def _page_fields(incoming):
    return {
        "paper": incoming.paper,
        "date": incoming.date,
        "number": incoming.number,
        "section_printed": incoming.reading.page.section or "",
        "text": incoming.text,
        "reading": incoming.as_json(),
        "source": incoming.file[-255:],
    }


def _file_story(read, page, position, section):
    """One story of the reading as a recorded draft that knows its page and lines."""
    kind = Kind(read.kind)
    story = MODELS[kind](
        kind=kind,
        section=section,
        kicker=read.kicker or "",
        headline=read.headline,
        deck=read.deck or "",
        column=read.column or "",
        dateline=read.dateline or "",
        source=read.source or "",
        printed_paper=page.paper,
        printed_on=page.date,
        printed_number=page.number,
        printed_section=page.section_printed,
        printed_position=position,
    )
    _saved(story, read)
    PageStory.objects.create(
        page=page,
        story=story,
        position=position,
        first_line=read.first_line,
        last_line=read.last_line,
    )
    for order, person in enumerate(read.byline):
        _file_byline(story, person, order, read)
    story.body = "".join(_node(story, block, read) for block in read.blocks)
    story.save()
    story.organizations.set(_organization(found.canonical) for found in read.organizations)
    record(story)


def _node(story, block, read):
    """The HTML of a block; a picture gets its rows, and its place in the text."""
    if isinstance(block, Paragraph):
        return bodies.paragraph(block.text)
    if isinstance(block, Crosshead):
        return bodies.crosshead(block.text)
    words = {"caption": block.caption, "credit": block.credit or ""}
    photo = _saved(Photo(**words), read)
    return bodies.place(_saved(Placement(story=story, photo=photo, **words), read).pk)


def _file_byline(story, person, order, read):
    reporter = Reporter.objects.filter(name=person.name).order_by("affiliation", "pk").first()
    if reporter is None:
        new = Reporter(name=person.name, kind=_reporter_kind(person.role))
        reporter = _saved(new, read)
    byline = Byline(story=story, reporter=reporter, name=person.name, role=person.role, order=order)
    _saved(byline, read)


def _reporter_kind(role):
    kinds = (kind for word, kind in REPORTER_KINDS.items() if word in role)
    return next(kinds, Reporter.Kind.REPORTER)


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
