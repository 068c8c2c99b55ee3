"""The live server of browser tests, which knows the threads that answer its requests."""

from threading import Thread

from django.core.servers.basehttp import ThreadedWSGIServer


class JoinedServer(ThreadedWSGIServer):
    """Waits for its threads, each of which may hold a connection to the database.

    Django's server forgets them. One that still answered when its test was over wrote into the
    next test's rows, or kept the test database from being destroyed.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.threads = []

    def process_request(self, request, client_address):
        arguments = (request, client_address)
        thread = Thread(target=self.process_request_thread, args=arguments, daemon=True)
        self.threads = [*filter(Thread.is_alive, self.threads), thread]
        thread.start()

    def join_threads(self):
        """Wait until every connection is closed; the clients must have closed theirs."""
        for thread in self.threads:
            thread.join()

    def server_close(self):
        super().server_close()
        self.join_threads()
