"""The forms of a page's sign-off, read from the HTML of its screen as a browser reads them."""

from html.parser import HTMLParser

from django.urls import reverse


class Forms(HTMLParser):
    """`forms` is {action: {name: [value, …]}} of the forms that a browser would send."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.by_id, self.inside, self.outside = {}, {}, None, []
        self.feed(html)
        for form, name, value in self.outside:
            if form in self.by_id:
                self._add(self.by_id[form], name, value)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            assert self.inside is None, "a browser ignores a form within a form"
            self.inside = attrs.get("action", "")
            self.forms.setdefault(self.inside, {})
            self.by_id[attrs.get("id")] = self.inside
        elif tag == "input" and "name" in attrs and _is_sent(attrs):
            if "form" in attrs:
                self.outside.append((attrs["form"], attrs["name"], attrs.get("value", "")))
            elif self.inside is not None:
                self._add(self.inside, attrs["name"], attrs.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = None

    def _add(self, action, name, value):
        if name != "csrfmiddlewaretoken":
            self.forms[action].setdefault(name, []).append(value)


def _is_sent(attrs):
    return attrs.get("type") != "checkbox" or "checked" in attrs


def open_forms(client, page):
    """The forms on the page's screen as the client's user sees it now."""
    return Forms(client.get(page_url(page)).content.decode()).forms


def sign_page(client, page, *, forms=None):
    """Open the page, press 整版签发; `forms` are those of a screen that was opened earlier."""
    url = page_url(page, "sign")
    data = (forms or open_forms(client, page)).get(url, {})
    return client.post(url, data, follow=True)


def page_url(page, name="change", *args):
    return reverse(f"admin:pages_page_{name}", args=[page.pk, *args])


def errors(response):
    return [str(m) for m in response.context["messages"] if m.level_tag == "error"]
