"""Which files of the public storage the site needs: pictures of stories, and its logo."""

from newsroom.core.models import SiteInformation
from newsroom.press.models import PublicFile


def shown_files(names):
    """Those of the file names that a live or scheduled version shows, or that are the logo."""
    of_versions = PublicFile.objects.live_or_pending().filter(name__in=names)
    of_site = SiteInformation.objects.filter(logo__in=names).exclude(logo="")
    return set(of_versions.values_list("name", flat=True)) | set(
        of_site.values_list("logo", flat=True)
    )
