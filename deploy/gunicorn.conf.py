"""The gunicorn configuration of `make run` and the container."""

import os
from pathlib import Path

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 8
max_requests = 10_000  # restart workers now and then, so that memory leaks stay small
max_requests_jitter = 1_000
loglevel = "warning"
control_socket_disable = True  # the socket is one per home folder, but two checkouts may run
# Keep the heartbeat file in memory: on a slow disk, gunicorn could take a worker for hung.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
