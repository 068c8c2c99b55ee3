"""What every page says of the paper: read once for a request, whoever asks first."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.utils import timezone

from newsroom.core.models import Section, SiteInformation
from newsroom.core.story_kind import story_kinds
from newsroom.press.site_info import footer


@dataclass
class Imprint:
    """The masthead as one page shows it. Nothing is read before it is asked for."""

    @cached_property
    def sections(self):
        """All Sections in their order."""
        return list(Section.objects.all())

    @property
    def story_lists(self):
        """The StoryKinds that have a public list of their own."""
        return [kind for kind in story_kinds() if kind.list_title]

    @cached_property
    def site(self):
        """The SiteInformation; an empty one while nothing was filled in."""
        return SiteInformation.objects.current()

    @property
    def foot(self):
        """The rows of the foot."""
        return footer.rows(self.site)

    @property
    def is_grey(self):
        """Whether the whole site mourns at this moment."""
        return self.site.is_grey(timezone.now())

    def section(self, **identity):
        """The Section of that `pk` or `slug`. Raises Http404."""
        ((name, value),) = identity.items()
        for section in self.sections:
            if getattr(section, name) == value:
                return section
        raise Http404


def of(request):
    """The Imprint of the page that answers this request."""
    if not hasattr(request, "imprint"):
        request.imprint = Imprint()
    return request.imprint
