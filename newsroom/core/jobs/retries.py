"""When a job that failed is tried again."""

from procrastinate import BaseRetryStrategy, RetryDecision

from newsroom.core.jobs.trouble import is_trouble

MAX_TRIES = 20  # in some two and a half hours
LONGEST_WAIT = 600  # seconds between two tries
RETRY_PRIORITY = -1  # below that of new jobs, which do not wait for what failed before


class RetryAfterTrouble(BaseRetryStrategy):
    """Tries a job again after trouble of the machine, ever more slowly; other errors are final."""

    def get_retry_decision(self, *, exception, job):
        if job.attempts + 1 >= MAX_TRIES or not is_trouble(exception):
            return None
        wait = min(3 ** (job.attempts + 1), LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait}, priority=RETRY_PRIORITY)
