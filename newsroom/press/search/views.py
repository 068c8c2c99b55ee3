"""The page that searches. It is made for each request: see `search`."""

from collections import Counter
from itertools import chain

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from newsroom.core.models import Organization
from newsroom.press.search import entities, execute, snippets
from newsroom.press.search import query as queries
from newsroom.press.search.index import about, by_reporter, in_section, quoted
from newsroom.press.search.parameters import FILTERS, asked
from newsroom.press.syndication.robots import unlisted

SIZE = 20
OFFERED = 6  # reporters, and organizations, to narrow the search to
NOTHING = quoted("X")  # no entry has this lexeme
CHOSEN = {"reporter": _("Reporter:"), "organization": _("Organization:")}
OFFERS = {
    "reporter": _("Only what these reporters wrote"),
    "organization": _("Only what is about"),
}


@require_safe
def search(request):
    """What was found, with its filters.

    It is not kept in the page cache: everybody can write any words into its address, and would
    drive out the pages that everybody reads.
    """
    sought = asked(request)
    said = {"asked": sought, "typed": request.GET.get("q", "").strip(), **_found(sought)}
    response = render(request, "press/search.html", said)
    response.headers["Cache-Control"] = "no-cache"
    return unlisted(response)


def _found(sought):
    if not sought:
        return {}
    query = sought.query
    bearers = entities.named((*query.terms, *query.typed), sought.reporter, sought.organization)
    bearing = entities.lexemes(bearers)
    chosen = _chosen(sought, bearers)
    matches = _matches(sought, queries.tsquery(query, bearing), chosen)
    pages = max(-(-len(matches.ids) // SIZE), 1)
    page = min(sought.page, pages)
    versions = execute.versions(matches.ids[(page - 1) * SIZE : page * SIZE])
    marker = snippets.marker(query, bearing, bearers)
    return {
        "matches": matches,
        "most": f"{execute.MOST:,}",
        "entries": [_entry(version, marker) for version in versions],
        "chosen": _filters(sought, chosen, named=bool(versions)),
        "everywhere": sought.address(**dict.fromkeys(FILTERS)) if sought.filtered else "",
        "offered": _offered(sought, versions),
        "earlier": sought.address(page=page - 1) if page > 1 else "",
        "later": sought.address(page=page + 1) if page < pages else "",
        "page_number": page,
        "pages": pages,
    }


def _chosen(sought, bearers):
    """Whom the search is narrowed to: {parameter: Named, or None for nobody readers know}."""
    wanted = {
        "reporter": sought.reporter and quoted(by_reporter(sought.reporter)),
        "organization": sought.organization and quoted(about(sought.organization)),
    }
    return {
        kind: next((one for one in bearers if lexeme in one.lexemes), None)
        for kind, lexeme in wanted.items()
        if lexeme
    }


def _matches(sought, words, chosen):
    filters = [quoted(in_section(sought.section.pk))] if sought.section else []
    filters += [queries.any_of(one.lexemes) if one else NOTHING for one in chosen.values()]
    return execute.matches(
        queries.all_of([*filter(None, [words]), *filters]),
        words,
        since=sought.since,
        until=sought.until,
        newest=sought.order == "newest",
    )


def _entry(version, marker):
    snapshot = version.snapshot
    return {
        "version": version,
        "story": snapshot,
        "title": marker.marked(snapshot.title),
        "snippet": marker.snippet(snapshot),
    }


def _filters(sought, chosen, named):
    """Whom the search is narrowed to: [(kind, name, address without)].

    Nobody learns here the name of somebody who has no story.
    """
    return [
        (CHOSEN[kind], one.name if one and named else "", sought.address(**{kind: None}))
        for kind, one in chosen.items()
    ]


def _offered(sought, versions):
    """Who stands in these versions: [(words, [(name, address), …])] but for what is chosen."""
    snapshots = [version.snapshot for version in versions]
    signatures = chain.from_iterable(snapshot.bylines for snapshot in snapshots)
    known = {signature.reporter: signature.name for signature in signatures if signature.reporter}
    ids = Counter(chain.from_iterable(snapshot.organizations for snapshot in snapshots))
    common = [pk for pk, _count in ids.most_common(OFFERED)]
    organizations = Organization.objects.confirmed().in_bulk(common) if common else {}
    offered = {
        "reporter": list(known.items())[:OFFERED],
        "organization": [(pk, organizations[pk].name) for pk in common if pk in organizations],
    }
    return [
        (OFFERS[kind], [(name, sought.address(**{kind: pk})) for pk, name in people])
        for kind, people in offered.items()
        if people and not getattr(sought, kind)
    ]
