"""The record cannot be changed, also by SQL, and users who signed cannot be deleted."""

import datetime

import pgtrigger
import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from newsroom.core.models import Section, User
from newsroom.core.roles import Role
from newsroom.desk.models import Decision, Delegation, MarkResolution, ProofMark, Revision, Story
from newsroom.desk.workflow import TransitionRefused, apply
from tests.factories import ArticleFactory, UserFactory, fresh

pytestmark = pytest.mark.django_db

RECORD = [Revision, Decision, ProofMark, MarkResolution, Delegation]
# The only change allowed to each model; the tests of its step cover it.
REVOKING = {"revoked_at", "revoked_by"}
OTHER = {
    models.BigAutoField: 999_999,
    models.ForeignKey: 999_999,
    models.OneToOneField: 999_999,
    models.PositiveIntegerField: 77,
    models.PositiveSmallIntegerField: 2,
    models.CharField: "改过",
    models.TextField: "改过",
    models.BooleanField: False,
    models.DateTimeField: datetime.datetime(2001, 2, 3, tzinfo=datetime.UTC),
    models.JSONField: {"section": 0},
}


# The message of a trigger, or of a constraint that is checked before the triggers.
REFUSALS = "the record is kept|append-only|violates check constraint"
COLUMNS = [
    (model, field)
    for model in RECORD
    for field in model._meta.concrete_fields
    if field.name not in REVOKING
]


@pytest.fixture(scope="module")
def record(shared_rows):
    """A row of every model of the record: (a story, the head who signed it, his delegation)."""
    reporter, editor, head, chief, proofreader = (
        UserFactory(roles=[role])
        for role in (Role.REPORTER, Role.EDITOR, Role.HEAD, Role.CHIEF, Role.PROOFREADER)
    )
    now = timezone.now()
    delegation = Delegation.objects.create(
        stage=Section.Stage.FINAL,
        delegate=head,
        granted_by=chief,
        reason="出差",
        begins_at=now,
        ends_at=now + datetime.timedelta(hours=8),
    )
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=head)
    proof = apply("first_proof", story, user=proofreader)
    mark = ProofMark.objects.create(
        proof=proof, field="headline", start=0, original="临", replacement="凌"
    )
    MarkResolution.objects.create(
        mark=mark, accepted=True, resolved_by=editor, revision=story.revision
    )
    connection.check_constraints()  # pending foreign keys would refuse TRUNCATE, too
    return story, head, delegation


@pytest.fixture
def story(record, db):
    return fresh(record[0])


@pytest.fixture
def head(record, db):
    return fresh(record[1])


@pytest.fixture
def delegation(record, db):
    return fresh(record[2])


def rows(model):
    return list(model.objects.order_by("pk").values())


def other(field):
    return next(OTHER[kind] for kind in type(field).__mro__ if kind in OTHER)


# --- changing rows --------------------------------------------------------------------------------


def update(row, field):
    type(row).objects.filter(pk=row.pk).update(**{field.attname: other(field)})


def bulk_update(row, field):
    setattr(row, field.attname, other(field))
    type(row).objects.bulk_update([row], [field.name])


def bulk_create_over(row, field):
    setattr(row, field.attname, other(field))
    type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=[field.name]
    )


def save(row, field):
    setattr(row, field.attname, other(field))
    row.save(update_fields=[field.name])


def raw_update(row, field):
    table, column = map(connection.ops.quote_name, (row._meta.db_table, field.column))
    value = field.get_db_prep_save(other(field), connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, row.pk])


WAYS = [
    (change, model, field)
    for change in (update, bulk_update, bulk_create_over, save, raw_update)
    for model, field in COLUMNS
    # The other ways look up the row by its primary key, so they cannot change it.
    if not field.primary_key or change in (update, raw_update)
]


@pytest.mark.parametrize(
    ("change", "model", "field"), WAYS, ids=lambda value: getattr(value, "attname", None)
)
def test_no_column_of_the_record_changes(change, model, field, story):
    before = rows(model)

    with pytest.raises(DatabaseError, match=REFUSALS), transaction.atomic():
        change(model.objects.first(), field)

    assert rows(model) == before


def test_a_whole_save_of_a_decision_is_refused_even_without_a_change(story):
    with pytest.raises(DatabaseError, match="the record is kept"), transaction.atomic():
        Decision.objects.first().save()


# --- deleting rows --------------------------------------------------------------------------------


def delete(row):
    row.delete()


def queryset_delete(row):
    type(row).objects.filter(pk=row.pk).delete()


def unchecked_delete(row):
    type(row).objects.filter(pk=row.pk)._raw_delete("default")


def execute(sql):
    def run(row):
        with connection.cursor() as cursor:
            cursor.execute(sql.format(table=row._meta.db_table))

    return run


@pytest.mark.parametrize(
    "take_out",
    [
        delete,
        queryset_delete,
        unchecked_delete,
        execute("DELETE FROM {table}"),
        execute("TRUNCATE {table} CASCADE"),
        execute("TRUNCATE desk_story CASCADE"),
        execute("TRUNCATE newsroom_user CASCADE"),
    ],
    ids=["delete", "queryset", "unchecked", "DELETE", "TRUNCATE", "with stories", "with people"],
)
@pytest.mark.parametrize("model", RECORD)
def test_no_row_of_the_record_is_taken_out(take_out, model, story):
    before = rows(model)

    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        take_out(model.objects.first())

    assert rows(model) == before


@pytest.mark.parametrize("model", RECORD)
def test_truncating_a_table_of_the_record_is_refused_in_words(model, story):
    with pytest.raises(DatabaseError, match="the record is kept"), transaction.atomic():
        execute("TRUNCATE {table} CASCADE")(model.objects.first())

    assert model.objects.exists()


def test_a_delegation_is_revoked_once_and_stays_so(delegation, chief):
    revoked = Delegation.objects.filter(pk=delegation.pk)
    revoked.update(revoked_at=timezone.now(), revoked_by=chief)

    for again in ({"revoked_at": timezone.now()}, {"revoked_at": None, "revoked_by": None}):
        with pytest.raises(DatabaseError, match="the record is kept"), transaction.atomic():
            revoked.update(**again)

    assert revoked.get().revoked_by == chief


# --- users who signed -----------------------------------------------------------------------------


def test_a_person_who_signed_is_not_deleted(story, head):
    with pytest.raises(ProtectedError):
        head.delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM newsroom_user_groups WHERE user_id = %s", [head.pk])
        cursor.execute("DELETE FROM newsroom_user WHERE id = %s", [head.pk])
        connection.check_constraints()

    assert User.objects.filter(pk=head.pk).exists()


@pytest.mark.parametrize("name", [*(role.value for role in Role), "outsider"])
def test_no_screen_deletes_a_person(name, request, client, story, head):
    name = "admin_person" if name == "admin" else name
    client.force_login(request.getfixturevalue(name))

    url = reverse("admin:newsroom_user_delete", args=[head.pk])

    assert client.post(url, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=head.pk).exists()


def test_a_disabled_person_is_logged_out_and_takes_no_step(client, story, head, chief):
    User.objects.filter(pk=head.pk).update(is_active=False)
    client.force_login(head)

    assert client.get(reverse("admin:index")).status_code == 302
    waiting = ArticleFactory(filed_by=UserFactory(roles=[Role.REPORTER]))
    apply("submit", waiting, user=waiting.filed_by)
    with pytest.raises(TransitionRefused):
        apply("sign_off", waiting, user=User.objects.get(pk=head.pk))
    assert Decision.objects.filter(story=story, actor=head).exists()


def test_a_disabled_person_can_not_log_in(client, story, head):
    head.set_password("渡口石阶1986")
    head.is_active = False
    head.save()

    response = client.post(
        reverse("admin:login"), {"username": head.username, "password": "渡口石阶1986"}
    )

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_story_with_a_record_is_not_deleted(story):
    with pytest.raises(ProtectedError):
        story.delete()
    with pytest.raises(ProtectedError):
        Story.objects.filter(pk=story.pk).delete()


# --- disabling the triggers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "bend",
    [
        execute("DELETE FROM {table}"),
        execute("TRUNCATE {table} CASCADE"),
        execute("UPDATE {table} SET id = id + 1000"),
    ],
    ids=["DELETE", "TRUNCATE", "UPDATE"],
)
@pytest.mark.parametrize("model", RECORD)
def test_no_connection_can_disable_the_triggers(bend, model, story):
    """Ordinary triggers of pgtrigger obey a setting that any connection can make."""
    with (
        pgtrigger.ignore(),
        pytest.raises(DatabaseError, match="the record is kept"),
        transaction.atomic(),
    ):
        bend(model.objects.first())

    assert model.objects.exists()


def test_a_revision_is_emptied_only_after_a_decision_and_never_filled_again(story, chief):
    old, text = story.revision, story.revision.content
    story.headline = "改过的标题"
    story.save()
    metadata = {name: said for name, said in old.metadata.items() if name != "tags"}
    emptied = {"content": "", "metadata": metadata}
    revision = Revision.objects.filter(pk=old.pk)
    with pytest.raises(DatabaseError, match="a decision names"), transaction.atomic():
        revision.update(**emptied)

    apply("redact", story, user=chief, revision=old, note="当事人要求")
    for more in ({"sha256": "0" * 64}, {"metadata": {}}, {"content": "别的"}, {"number": 9}):
        with pytest.raises(DatabaseError, match="the record is kept"), transaction.atomic():
            revision.update(**{**emptied, **more})
    revision.update(**emptied)

    with pytest.raises(DatabaseError, match="the record is kept"), transaction.atomic():
        revision.update(content=text)
    assert revision.get().is_redacted
