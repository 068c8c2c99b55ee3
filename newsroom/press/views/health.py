"""The health check for monitoring."""

from health_check.views import HealthCheckView


class Health(HealthCheckView):
    """Whether the database answers, as one line of text."""

    checks = ("health_check.checks.Database",)

    def render_to_response(self, context, *, status):  # type: ignore[override]  # as its base does
        return self.render_to_response_text(status)
