"""Use the search page as readers do."""

import re

from tests.newsroom.press.as_read import as_read


def page(client, typed="", **parameters):
    """The HTML of the search page as it reads; asserts that its status is 200."""
    response = client.get("/search/", {"q": typed, **parameters})
    assert response.status_code == 200
    return as_read(response)


def found(client, typed="", **parameters):
    """The ids of the stories found, in the order of the page."""
    links = re.findall(
        r'<h2 class="title">\s*<a href="/\w+/(\d+)/"', page(client, typed, **parameters)
    )
    return [int(story) for story in links]
