"""The storages of pictures: folders below var/ or an S3 bucket, from environment variables."""

# The names of the storages, and what each keeps.
NAMES = {
    "originals": "uploaded files, for the desk",
    "renditions": "resized pictures, for the desk until they are published",
    "public": "pictures of live stories",
}
SPOOLED = 8 * 2**20  # bytes of a file from S3 that are held in memory; a larger one goes to disk


def storages(env, var):
    """The entries of Django's STORAGES for NAMES.

    `env` is the environ.Env, `var` the folder (a Path) for the files unless MEDIA_S3_BUCKET names
    a bucket. boto3 finds the keys of the bucket itself: in AWS_ACCESS_KEY_ID and
    AWS_SECRET_ACCESS_KEY, or in the role of the machine.
    """
    bucket = env("MEDIA_S3_BUCKET", default="")
    if not bucket:
        return {name: _folder(var / name) for name in NAMES}
    public = env("MEDIA_S3_PUBLIC_BUCKET", default="") or bucket
    prefix = env("MEDIA_S3_PREFIX", default="").strip("/")
    connection = {
        "endpoint_url": env("MEDIA_S3_ENDPOINT", default="") or None,
        "region_name": env("MEDIA_S3_REGION", default="") or None,
        "addressing_style": env("MEDIA_S3_ADDRESSING", default="auto"),
    }
    return {
        name: _bucket(
            public if name == "public" else bucket, f"{prefix}/{name}".strip("/"), connection
        )
        for name in NAMES
    }


def _folder(location):
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": location, "base_url": None},
    }


def _bucket(bucket, folder, connection):
    # Objects are private: visitors load them through the site, whose views check permission.
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "location": folder,
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": True,  # names are hashes: the same name is the same file
            "max_memory_size": SPOOLED,
            **connection,
        },
    }
