"""Who may use the views of the import desk."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def require_role(*roles):
    """Decorator: the view answers 403 unless the user has one of the roles.

    Being a superuser does not replace a role.
    """

    def decorator(view):
        @wraps(view)
        def checked_view(request, *args, **kwargs):
            if not request.user.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked_view

    return decorator
