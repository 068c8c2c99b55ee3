"""Asking the search as readers do."""

import re


def page(client, typed="", **parameters):
    """The page that answers: its text. It always answers."""
    response = client.get("/search/", {"q": typed, **parameters})
    assert response.status_code == 200
    return response.content.decode()


def found(client, typed="", **parameters):
    """The stories on it, first one first."""
    links = re.findall(
        r'<h2 class="title">\s*<a href="/\w+/(\d+)/"', page(client, typed, **parameters)
    )
    return [int(story) for story in links]
