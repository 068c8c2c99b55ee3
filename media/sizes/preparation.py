"""The work of the job that prepares a photo file, and what the desk is told if it fails."""

from django.db import transaction

from media.models import Preparation
from media.sizes import renditions
from media.sizes.decoding import Undecodable
from newsroom.core.jobs.trouble import is_trouble

Problem = Preparation.Problem
MAX_UNFINISHED = 3  # attempts that broke off; each may have killed the worker for lack of memory


def attempt(photo, focus):
    """Make the missing sizes of the photo. What prevents it is noted for the desk, and raised.

    The attempt is counted before it begins, so that a file which kills the worker each time is
    found out.
    """
    _begin(photo.sha256)
    try:
        is_profile_usable = renditions.prepare(photo, focus)
    except Undecodable:
        _end(photo.sha256, problem=Problem.DAMAGED)
        raise
    except Exception as error:
        _end(photo.sha256, problem=Problem.TROUBLE if is_trouble(error) else Problem.STOPPED)
        raise
    _end(photo.sha256, has_broken_profile=not is_profile_usable)


def of_files(hashes):
    """{SHA-256: the Preparation with something to say about that photo file}. One query."""
    rows = Preparation.objects.filter(original_sha256__in=[h for h in hashes if h])
    return {row.original_sha256: row for row in rows}


def forget(sha256):
    """Forget what was noted about a file, so that it is prepared as if it were new."""
    Preparation.objects.filter(original_sha256=sha256).delete()


def _begin(sha256):
    """Count an attempt. Raises Undecodable if too many broke off."""
    with transaction.atomic():
        row, _is_new = Preparation.objects.select_for_update().get_or_create(original_sha256=sha256)
        if row.unfinished >= MAX_UNFINISHED:
            row.problem = Problem.STOPPED
        else:
            row.unfinished += 1
        row.save()
    if row.problem == Problem.STOPPED:
        raise Undecodable(Problem.STOPPED.label)


def _end(sha256, problem="", has_broken_profile=False):
    """Note how the attempt ended."""
    rows = Preparation.objects.filter(original_sha256=sha256)
    known = rows.values_list("has_broken_profile", flat=True).first()
    if problem or has_broken_profile or known:
        rows.update(
            problem=problem, unfinished=0, has_broken_profile=has_broken_profile or bool(known)
        )
    else:
        rows.delete()
