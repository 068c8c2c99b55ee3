"""What the worker does for the press. Every job may run twice."""

from procrastinate.contrib.django import app

from newsroom.press.search import reindex

BATCHES = 20  # of one job: some ten seconds, after which other jobs have their turn


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="reindex_search", lock="reindex_search", pass_context=False)
def reindex_search(timestamp, after=0):
    """Bring the search up to date, from the version after that id on; next to nothing if it is."""
    if not after:
        reindex.clear()
    done = list(reindex.refresh(after, BATCHES))
    if len(done) == BATCHES:
        reindex_search.defer(timestamp=timestamp, after=done[-1])
