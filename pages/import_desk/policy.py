"""What stands before the views of the import desk."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def only_for(*roles):
    """Let in who holds one of the roles: a superuser without a role does not."""

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
