"""Background jobs of the public site. Every job may run twice."""

from procrastinate.contrib.django import app

from newsroom.press.search import reindex

MAX_BATCHES = 20  # in one job: some ten seconds, then other jobs have their turn


@app.periodic(cron="7 * * * *")
@app.task(
    name="press.reindex_search",  # stored with queued jobs: it never changes
    queueing_lock="reindex_search",
    lock="reindex_search",
    pass_context=False,
)
def reindex_search(timestamp, after=0):
    """Update the search index from the version after the id `after` on; fast if it is up to date.

    `timestamp` is what procrastinate passes to periodic jobs.
    """
    if not after:
        reindex.delete_ended()
    last_ids = list(reindex.refresh(after, MAX_BATCHES))
    if len(last_ids) == MAX_BATCHES:
        reindex_search.defer(timestamp=timestamp, after=last_ids[-1])  # type: ignore[call-arg]
