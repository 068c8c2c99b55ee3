"""The desk's part of the photo desk: where pictures are used, and the captions that wait."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from media import rights
from media.admin import PhotoAdmin
from media.admin import waiting as waiting_photo
from media.forms import STATES, FindingForm
from media.models import Photo
from newsroom.desk import policy
from newsroom.desk.admin.story_screen import STATUS_COLOURS, status_label
from newsroom.desk.models import Story, StoryPhoto
from newsroom.desk.photos import missing_pictures, services

USED = Exists(StoryPhoto.objects.filter(photo=OuterRef("pk")))
SHOWN_TWICE = Exists(  # by a second story, which is one too many
    StoryPhoto.objects.filter(photo=OuterRef("pk"))
    .order_by()
    .values("photo")
    .annotate(times=Count("pk"))
    .filter(times__gt=1)
)

admin.site.unregister(Photo)


class StoryFindingForm(FindingForm):
    """Finds pictures by the stories that show them, too."""

    states = {
        **STATES,
        "rights": (
            STATES["rights"][0],
            lambda: STATES["rights"][1]() | (Q(one_use=True) & SHOWN_TWICE),
        ),
        "used": (_("used"), lambda: Q(USED)),
        "unused": (_("unused"), lambda: ~Q(USED) & ~Q(original="")),
    }

    narrowing = ["organization", *FindingForm.narrowing]
    organization = forms.CharField(label=_("organization"), required=False, max_length=100)

    def found(self, photos):
        photos = super().found(photos)
        name = self.cleaned_data.get("organization")
        if not name:
            return photos
        named = Q(story__organizations__name__icontains=name) | Q(
            story__organizations__aliases__contains=[name]
        )
        return photos.filter(Exists(StoryPhoto.objects.filter(named, photo=OuterRef("pk"))))


@admin.register(Photo)
class DeskPhotoAdmin(PhotoAdmin):
    """Knows the stories that show a picture."""

    finding_form = StoryFindingForm

    def may_look(self, request, photo):
        """A picture may also be looked at by whoever may see a story that shows it."""
        shown = Story.objects.filter(story_photos__photo=photo)
        return super().may_look(request, photo) or policy.visible_to(request.user, shown).exists()

    def for_grid(self, found):
        story_photos = StoryPhoto.objects.filter(photo=OuterRef("pk")).order_by().values("photo")
        times = Subquery(story_photos.annotate(times=Count("pk")).values("times"))
        return super().for_grid(found).annotate(uses=Coalesce(times, 0))

    def uses(self, request, photo):
        """The stories that show the picture, of those that the person may see."""
        stories = list(policy.visible_to(request.user, services.stories_with(photo))[:50])
        for story in stories:
            story.label, story.colour = status_label(story), STATUS_COLOURS[story.status]
        signed = [s for s in stories if s.is_live or s.status == Story.Status.APPROVED]
        return {"stories": stories, "signed": signed}

    def upload_target(self, request):
        """Also a StoryPhoto: whoever may edit a story may bring the picture that it waits for."""
        pk = request.POST.get("story_photo")
        if not pk:
            return super().upload_target(request)
        if not pk.isdecimal():
            raise Http404
        story_photo = get_object_or_404(StoryPhoto.objects.select_related("story"), pk=pk)
        photo = waiting_photo(story_photo.photo_id)
        may = policy.may_edit(request.user, story_photo.story) and not photo.original
        if not (may or rights.may_edit(request.user)):
            raise PermissionDenied
        return photo

    def photo_changed(self, request, photo):
        signed = services.record_change(photo, user=request.user)
        if signed:
            said = ngettext(
                "A signed story has to be signed again for it: %(titles)s",
                "%(count)d signed stories have to be signed again for it: %(titles)s",
                len(signed),
            )
            titles = "；".join(map(str, signed))
            messages.warning(request, said % {"count": len(signed), "titles": titles})

    def get_urls(self):
        guard = self.admin_site.admin_view
        return [
            path("waiting/", guard(self.board_view), name="media_photo_waiting"),
            path("waiting/join/", guard(missing_pictures.confirm), name="media_photo_join"),
            *super().get_urls(),
        ]

    def board_view(self, request):
        return missing_pictures.board(request, self.admin_site.each_context(request))
