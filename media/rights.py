"""Who may do what with pictures: asked of membership in the roles, never of `has_perm`."""

from newsroom.core.roles import Role

EDITING = (Role.PHOTO_EDITOR, Role.EDITOR, Role.HEAD, Role.CHIEF)
UPLOADING = (Role.REPORTER, *EDITING)


def may_edit(user):
    """Whether the person may change the words, the rights and the files of pictures."""
    return user.has_role(*EDITING)


def may_upload(user):
    return user.has_role(*UPLOADING)


def may_see(user, photo):
    """Whether the person may open the picture: any, or what he sent in himself."""
    return may_edit(user) or (may_upload(user) and photo.created_by_id == user.pk)


def visible_to(user, photos):
    """Those of the queryset `photos` that the person may see."""
    if may_edit(user):
        return photos
    return photos.filter(created_by=user) if may_upload(user) else photos.none()
