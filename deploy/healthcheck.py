"""Exit 0 if the web server in this container answers /healthz; asks it as the proxy does."""

import http.client
import os
import sys

HEADERS = {
    "Host": os.environ["ALLOWED_HOSTS"].split(",")[0].lstrip(".").replace("*", "localhost"),
    "X-Forwarded-Proto": "https",
}


def is_healthy(host: str = "127.0.0.1", port: int = 8000) -> bool:
    """Whether the server answers /healthz with status 200."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers=HEADERS)
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not is_healthy())
