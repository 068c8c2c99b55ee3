"""Every exception that carries a sentence for the user derives from Refused."""

import pytest

from newsroom.core.refusal import Refused
from newsroom.desk.photos.storage_check.findings import CannotRepair
from newsroom.desk.proofreading.mark_resolutions import ResolutionRefused
from newsroom.desk.revisions.restoration import RestorationRefused
from newsroom.desk.workflow import TransitionRefused
from newsroom.desk.workflow.delegations import DelegationRefused
from pages.importing.page_files import PageConflict, PageRefused


@pytest.mark.parametrize(
    "exception",
    [
        CannotRepair,
        RestorationRefused,
        DelegationRefused,
        PageConflict,
        PageRefused,
        ResolutionRefused,
        TransitionRefused,
    ],
)
def test_exception_is_a_refusal(exception):
    assert issubclass(exception, Refused)
