"""Who may see, upload and edit photos. It depends on a user's roles only, not on `has_perm`."""

from media.models import Photo
from newsroom.core.roles import Role

EDITOR_ROLES = (Role.PHOTO_EDITOR, Role.EDITOR, Role.HEAD, Role.CHIEF)
UPLOADER_ROLES = (Role.REPORTER, *EDITOR_ROLES)


def may_edit(user):
    """Whether the user may change the texts, the rights and the files of photos."""
    return user.has_role(*EDITOR_ROLES)


def may_take_ai_label_off(user):
    """Whether the user may say that AI did not make a photo whose file declares that it did."""
    return user.has_role(Role.PHOTO_EDITOR, Role.CHIEF)


def may_upload(user):
    """Whether the user may upload photos."""
    return user.has_role(*UPLOADER_ROLES)


def may_see(user, photo):
    """Whether the user may open the photo: editors any, reporters those they sent in."""
    return may_edit(user) or (may_upload(user) and has_sent(user, photo))


def has_sent(user, photo):
    """Whether the user sent in the file of the photo, as the first or again."""
    return photo.created_by_id == user.pk or photo.also_sent_by.contains(user)


def may_describe(user, photo):
    """Whether the user may state that the photo is the paper's own, and give it its caption.

    Editors may for any photo, reporters for those that they brought in first.
    """
    return may_edit(user) or (may_upload(user) and photo.created_by_id == user.pk)


def visible_to(user, photos):
    """The photos of the queryset that the user may see."""
    if may_edit(user):
        return photos
    if not may_upload(user):
        return photos.none()
    # A union of two short lists: with an OR the database would scan all photos.
    first = Photo.objects.filter(created_by=user).order_by().values("pk")
    again = Photo.also_sent_by.through.objects.filter(user=user).values("photo")
    return photos.filter(pk__in=first.union(again))
