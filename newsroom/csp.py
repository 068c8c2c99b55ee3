"""One strict policy for the public site, a looser one for the admin alone."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.urls import reverse


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's middleware; the admin's addresses get ADMIN_CONTENT_SECURITY_POLICY."""

    def process_response(self, request, response):
        if request.path.startswith(reverse("admin:index")):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return super().process_response(request, response)
