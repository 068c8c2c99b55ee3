"""Jobs that broke off because their worker was killed: they are put back into the queue.

A worker writes a heartbeat every ten seconds. After thirty without one, procrastinate counts its
jobs as stalled; without us they would stay so for ever, and hold their locks.
"""

import logging

from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Status

from newsroom.core.jobs.retries import RETRY_PRIORITY

MAX_STALLS = 5  # a job that breaks off as often is not tried again

logger = logging.getLogger(__name__)


async def retry_stalled(job_manager):
    """Put every stalled job back into the queue, behind new ones. One that goes on stalling fails.

    A job that cannot be put back does not stop the others.
    """
    for job in await job_manager.get_stalled_jobs():
        try:
            await _retry(job_manager, job)
        except ConnectorException:  # such as: another worker put it back at the same moment
            logger.exception("Job %s broke off and was not put back.", job.call_string)


async def _retry(job_manager, job):
    if job.attempts + 1 >= MAX_STALLS:
        logger.error("Job %s broke off %d times: given up.", job.call_string, job.attempts + 1)
        await _give_up(job_manager, job)
        return
    try:
        await job_manager.retry_job(job=job, priority=RETRY_PRIORITY)
    except UniqueViolation:  # a job with the same queueing lock waits already and does the work
        await _give_up(job_manager, job)


async def _give_up(job_manager, job):
    await job_manager.finish_job(job=job, status=Status.FAILED, delete_job=False)
