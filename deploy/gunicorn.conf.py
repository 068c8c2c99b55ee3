"""gunicorn, in `make run` and in the container; WEB_CONCURRENCY sets the number of processes."""

import os
from pathlib import Path

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 8
max_requests = 10_000  # a leak never grows old
max_requests_jitter = 1_000
loglevel = "warning"
control_socket_disable = True  # it would be one per home folder, and two checkouts may run
# A heartbeat in memory: on a slow disk, a living worker could be taken for a dead one.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
