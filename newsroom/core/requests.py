"""Questions about a request that the views of several apps ask."""


def wants_json(request):
    """Whether a script of ours sent the request: it shows the answer on the page that is open."""
    return "application/json" in request.headers.get("Accept", "")
