"""The search page."""

from collections import Counter
from itertools import chain

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from newsroom.core.models import Organization
from newsroom.press.search import execute
from newsroom.press.search.index import (
    organization_lexeme,
    quoted,
    reporter_lexeme,
    section_lexeme,
)
from newsroom.press.search.parameters import FILTERS, read_parameters
from newsroom.press.search.query import all_of, any_of, find_entities, lexemes_by_name, tsquery
from newsroom.press.search.snippets import highlighter_for
from newsroom.press.syndication.robots import add_noindex
from newsroom.words import plain

PAGE_SIZE = 20
MAX_SUGGESTIONS = 6  # reporters, and organizations, to which the page offers to narrow the search
MATCHES_NOTHING = quoted("X")  # no search entry has this lexeme
FILTER_LABELS = {"reporter": _("Reporter:"), "organization": _("Organization:")}
SUGGESTION_LABELS = {
    "reporter": _("Only what these reporters wrote"),
    "organization": _("Only what is about"),
}


@require_safe
def search(request):
    """The search form, and what was found.

    It is not in the page cache: anybody can write any words into its URL, and the pages that
    everybody reads would be evicted.
    """
    parameters = read_parameters(request)
    context = {
        "search": parameters,
        "typed": request.GET.get("q", "").strip(),
        **(_results(parameters) if parameters else {}),
    }
    response = render(request, "press/search.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return add_noindex(response)


def _results(parameters):
    """The template context of the results."""
    query = parameters.query
    typed = map(plain, query.typed)  # as names are stored
    entities = find_entities((*query.terms, *typed), parameters.reporter, parameters.organization)
    names = lexemes_by_name(entities)
    filtered_by = _entities_of_filters(parameters, entities)
    matches = _find_matches(parameters, tsquery(query, names), filtered_by)
    pages = max(-(-len(matches.ids) // PAGE_SIZE), 1)
    page = min(parameters.page, pages)
    versions = execute.versions_in_order(matches.ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    highlighter = highlighter_for(query, names, entities)
    return {
        "matches": matches,
        "max_matches": f"{execute.MAX_MATCHES:,}",
        "results": [_result(version, highlighter) for version in versions],
        "active_filters": _active_filters(parameters, filtered_by, show_names=bool(versions)),
        "unfiltered_url": _unfiltered_url(parameters),
        "suggestions": _suggested_filters(parameters, versions),
        "previous_url": parameters.url(page=page - 1) if page > 1 else "",
        "next_url": parameters.url(page=page + 1) if page < pages else "",
        "page_number": page,
        "pages": pages,
    }


def _entities_of_filters(parameters, entities):
    """The Entity of each active filter: {parameter: Entity, or None if it is not public}."""
    lexemes = {
        "reporter": parameters.reporter and quoted(reporter_lexeme(parameters.reporter)),
        "organization": parameters.organization
        and quoted(organization_lexeme(parameters.organization)),
    }
    return {
        kind: next((entity for entity in entities if lexeme in entity.lexemes), None)
        for kind, lexeme in lexemes.items()
        if lexeme
    }


def _find_matches(parameters, text_query, filtered_by):
    section = parameters.section
    filters = [quoted(section_lexeme(section.pk))] if section else []
    filters += [
        any_of(entity.lexemes) if entity else MATCHES_NOTHING for entity in filtered_by.values()
    ]
    return execute.find_matches(
        all_of([*filter(None, [text_query]), *filters]),
        text_query,
        since=parameters.since,
        until=parameters.until,
        newest_first=parameters.order == "newest",
    )


def _result(version, highlighter):
    snapshot = version.snapshot
    return {
        "version": version,
        "story": snapshot,
        "title": highlighter.highlight(snapshot.title),
        "snippet": highlighter.snippet(snapshot),
    }


def _active_filters(parameters, filtered_by, show_names):
    """The filters by reporter and organization: [(label, name, URL without this filter), …].

    Without results the names are empty, so that nobody learns the name of somebody without a
    public story.
    """
    return [
        (
            FILTER_LABELS[kind],
            entity.name if entity and show_names else "",
            parameters.url(**{kind: None}),
        )
        for kind, entity in filtered_by.items()
    ]


def _unfiltered_url(parameters):
    return parameters.url(**dict.fromkeys(FILTERS)) if parameters.has_filters else ""


def _suggested_filters(parameters, versions):
    """Reporters and organizations of these versions: [(label, [(name, URL), …]), …].

    Without the kinds by which the search is filtered already.
    """
    snapshots = [version.snapshot for version in versions]
    bylines = chain.from_iterable(snapshot.bylines for snapshot in snapshots)
    reporters = {byline.reporter: byline.name for byline in bylines if byline.reporter}
    ids = Counter(chain.from_iterable(snapshot.organizations for snapshot in snapshots))
    most_common = [pk for pk, _count in ids.most_common(MAX_SUGGESTIONS)]
    organizations = Organization.objects.confirmed().in_bulk(most_common) if most_common else {}
    suggestions = {
        "reporter": list(reporters.items())[:MAX_SUGGESTIONS],
        "organization": [(pk, organizations[pk].name) for pk in most_common if pk in organizations],
    }
    return [
        (SUGGESTION_LABELS[kind], [(name, parameters.url(**{kind: pk})) for pk, name in entities])
        for kind, entities in suggestions.items()
        if entities and not getattr(parameters, kind)
    ]
