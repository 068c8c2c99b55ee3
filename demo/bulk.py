"""Writing many published stories: a batch is one transaction and a bounded number of queries."""

from itertools import islice

from django.db import transaction

from demo.lives import live
from demo.rows import copy, numbers
from media import public_files
from newsroom.desk.models import Revision, Story, StoryPhoto, TaggedStory
from newsroom.desk.revisions import hash_chain
from newsroom.press.publishing import publish_all

BATCH = 400
# How many keys a story may need: a correction makes two revisions more.
MOST = {Story: 1, StoryPhoto: 1, Revision: 3}


def publish(plans, cast):
    """Write the stories of the Plans batch by batch; yields the keys of each batch's stories."""
    plans = iter(plans)
    while batch := list(islice(plans, BATCH)):
        yield _write(batch, cast)


@transaction.atomic
def _write(plans, cast):
    keys = {model: numbers(model, len(plans) * most) for model, most in MOST.items()}
    lives = [live(plan, cast, keys) for plan in plans]
    copy([life.story for life in lives])
    for rows in ("bylines", "story_photos", "corrections", "revisions"):
        copy([row for life in lives for row in getattr(life, rows)])
    copy([TaggedStory(content_object=life.story, tag=tag) for life in lives for tag in life.tags])
    copy([_about(life.story, o) for life in lives for o in life.organizations])
    _print(lives)
    copy([decision for life in lives for decision in _sealed(life)])
    return [life.story.pk for life in lives]


def _about(story, organization):
    return Story.organizations.through(story=story, organization=organization)


def _print(lives):
    """Hand all to the press, files first; each publishing Decision learns its Version."""
    publications = [publication for life in lives for publication in life.publications]
    public_files.promote(
        {name for life in lives if life.plan.picture for name in life.plan.picture.names}
    )
    versions = publish_all((p.snapshot, p.at) for p in publications)
    for publication, version in zip(publications, versions, strict=True):
        publication.decision.version = version


def _sealed(life):
    """Its Decisions, each with its seal behind the one before."""
    before = ""
    for decision in life.decisions:
        decision.seal = before = hash_chain.compute_seal(decision, before)
    return life.decisions
