"""The IP address of a visitor, for axes, when nginx is in front of the application."""


def client_address(request):
    """The visitor's IP address: nginx sets X-Real-IP and overwrites what the client sent."""
    return request.META.get("HTTP_X_REAL_IP") or request.META.get("REMOTE_ADDR")
