"""The panel of the printed pages on the desk's first screen (see `newsroom.desk.admin.panels`)."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.desk.admin.panels.base import Item, Panel
from newsroom.desk.models import Decision
from newsroom.desk.workflow.transitions import TRANSITIONS
from pages.models import Page, PageStory


def pages_to_sign(user):
    """Pages with stories that wait for the sign-off of the page as a whole."""
    if not user.has_role(*TRANSITIONS["sign_page"].roles):
        return None
    decided = Decision.objects.without_releases().filter(story=OuterRef("story"))
    waiting = PageStory.objects.filter(~Exists(decided), story__status="draft")
    signed = Decision.objects.filter(
        story__page_places__page=OuterRef("pk"), transition="sign_page"
    )
    pages = Page.objects.filter(pk__in=waiting.values("page")).defer("text", "reading")
    begun = pages.annotate(is_begun=Exists(signed))
    return Panel(_("Pages to sign off"), _("No page waits for its sign-off."), begun, _items)


def _items(pages):
    """The pages; one is red if stories of it are signed, so that what is left is not forgotten."""
    return [
        Item(
            str(page),
            reverse("admin:pages_page_change", args=[page.pk]),
            label=_("stories left") if page.is_begun else "",
            colour="danger",
        )
        for page in pages
    ]
