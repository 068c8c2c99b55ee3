"""A picture is uploaded, published and withdrawn with the files in buckets of an S3 server."""

import hashlib

import boto3
import pytest
from django.core.files.storage import storages
from django.db import IntegrityError
from environ import Env
from moto.server import ThreadedMotoServer

from media.checksums import stored_sha256
from media.intake import photo_files
from media.intake.inspection import inspect
from media.intake.photo_files import get_or_create_photo
from media.models import Photo, Rendition
from media.storage_walk import walk_files
from newsroom import storages as buckets
from newsroom.core.body import photo_node
from newsroom.desk import workflow
from newsroom.desk.revisions.content import record_revision
from tests.factories import ArticleFactory, StoryPhotoFactory
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.desk.photos.test_storage_check import check

pytestmark = pytest.mark.django_db

PRIVATE, PUBLIC = "paper-private", "paper-public"


@pytest.fixture(scope="module")
def server():
    """The URL of an S3 server."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(server, settings, monkeypatch, tmp_path):
    """Makes the storages use empty buckets; returns an S3 client for them."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    for name, value in {
        "BUCKET": PRIVATE,
        "PUBLIC_BUCKET": PUBLIC,
        "PREFIX": "/lanting/",
        "ENDPOINT": server,
        "REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(f"MEDIA_S3_{name}", value)
    client = boto3.client("s3", endpoint_url=server, region_name="us-east-1")
    for bucket in (PRIVATE, PUBLIC):
        client.create_bucket(Bucket=bucket)
    settings.STORAGES = settings.STORAGES | buckets.storages(Env(), tmp_path)
    monkeypatch.setattr(Photo._meta.get_field("original"), "storage", storages["originals"])
    monkeypatch.setattr(Rendition._meta.get_field("file"), "storage", storages["renditions"])
    yield client
    for bucket in (PRIVATE, PUBLIC):
        for key in keys(client, bucket):
            client.delete_object(Bucket=bucket, Key=key)
        client.delete_bucket(Bucket=bucket)


def keys(s3, bucket):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {found["Key"] for page in pages for found in page.get("Contents", ())}


@pytest.fixture
def story(s3, photo_editor, reporter, run_jobs):
    photo, _new = get_or_create_photo(upload(encoded(drawn((500, 400)))), user=photo_editor)
    run_jobs()
    story = ArticleFactory(filed_by=reporter)
    story_photo = StoryPhotoFactory(story=story, photo=photo)
    story.body += photo_node(story_photo.pk)
    story.save()
    record_revision(story, user=reporter)
    return story


def publish(story, reporter, chief):
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)
    return workflow.apply("publish", story, user=chief).version


def test_a_picture_comes_and_goes(client, s3, story, reporter, chief, run_jobs):
    made = keys(s3, PRIVATE)
    assert {key.split("/")[:2][1] for key in made} == {"originals", "renditions"}
    assert not keys(s3, PUBLIC)

    names = publish(story, reporter, chief).snapshot.file_names
    assert keys(s3, PUBLIC) == {f"lanting/public/{name}" for name in names}
    for name in names:
        response = client.get(f"/photos/{name}")
        content = b"".join(response.streaming_content)
        assert hashlib.sha256(content).hexdigest() == name.partition(".")[0]

    workflow.apply("withdraw", story, user=chief, reason="wrong")
    assert {client.get(f"/photos/{name}").status_code for name in names} == {410}
    run_jobs()
    assert not keys(s3, PUBLIC)
    assert keys(s3, PRIVATE) == made


def test_a_file_that_the_bucket_lost_is_not_found(client, s3, story, reporter, chief):
    name = min(publish(story, reporter, chief).snapshot.file_names)
    storages["public"].delete(name)

    assert client.get(f"/photos/{name}").status_code == 404


def test_a_file_sent_twice_at_one_moment_is_kept_once(s3, photo_editor):
    photo, _new = get_or_create_photo(upload(), user=photo_editor)
    second = upload()

    with pytest.raises(IntegrityError):  # the second looked for the file before the first was saved
        photo_files._save(Photo(created_by=photo_editor), second, inspect(second, second.name))

    assert photo.original.storage.exists(photo.original.name)


def test_stock_is_taken_of_buckets_as_well(client, s3, story, reporter, chief):
    name = min(publish(story, reporter, chief).snapshot.file_names)
    assert check() == (["全部图片文件完好。"], 0)
    storages["public"].delete(name)

    assert check("--repair")[1] == 0

    assert client.get(f"/photos/{name}").status_code == 200
    assert dict(walk_files(storages["public"])).keys() >= {name}
    assert stored_sha256(storages["public"], "none.jpg") is None


def test_buckets_can_be_one_with_folders(s3, monkeypatch, tmp_path):
    monkeypatch.delenv("MEDIA_S3_PUBLIC_BUCKET")
    monkeypatch.delenv("MEDIA_S3_PREFIX")

    places = buckets.storages(Env(), tmp_path)

    assert [place["OPTIONS"]["bucket_name"] for place in places.values()] == [PRIVATE] * 3
    assert [place["OPTIONS"]["location"] for place in places.values()] == list(buckets.NAMES)


def test_without_a_bucket_pictures_are_kept_below_var(monkeypatch, tmp_path):
    monkeypatch.delenv("MEDIA_S3_BUCKET", raising=False)

    places = buckets.storages(Env(), tmp_path)

    assert [place["OPTIONS"]["location"] for place in places.values()] == [
        tmp_path / name for name in buckets.NAMES
    ]
