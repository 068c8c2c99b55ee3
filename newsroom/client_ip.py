"""Who asks, seen from behind nginx."""


def client_address(request):
    """The reader's address: nginx writes X-Real-IP itself, over whatever the client sent."""
    return request.META.get("HTTP_X_REAL_IP") or request.META.get("REMOTE_ADDR")
