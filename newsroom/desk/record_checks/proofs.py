"""Checks of the proofs: what was marked, and what was ruled on it."""

from django.utils.translation import gettext as _

from newsroom.desk.record_checks.check import COMPARE, each
from newsroom.desk.workflow.review_round import PROOF_NUMBERS


@each
def marks_belong_to_proofs(account):
    for mark in account.marks:
        if mark["proof__transition"] not in PROOF_NUMBERS:
            yield _("Proof mark %(pk)d belongs to no proof.") % mark, COMPARE


@each
def rulings_are_about_their_story(account):
    for mark in account.marks:
        if mark["resolution__revision__story"] not in (None, account.story.pk):
            yield (
                _("The ruling on proof mark %(pk)d names a revision of another story.") % mark,
                COMPARE,
            )


CHECKS = [marks_belong_to_proofs, rulings_are_about_their_story]
