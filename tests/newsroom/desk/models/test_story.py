"""The constraints of the table of stories."""

import pytest
from django.db import IntegrityError, transaction

from newsroom.core.models import Section
from newsroom.desk.models import Story
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

Status = Story.Status


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        (Status.SUBMITTED, None),
        (Status.SUBMITTED, 4),
        (Status.DRAFT, Section.Stage.FIRST),
        (Status.APPROVED, Section.Stage.FINAL),
        ("lost", None),
    ],
)
def test_a_story_has_a_stage_exactly_while_it_is_submitted(status, stage):
    story = ArticleFactory()

    with pytest.raises(IntegrityError, match="story_stage"), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(status=status, stage=stage)
