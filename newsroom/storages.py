"""Where pictures are kept: folders below var/, or an S3 bucket, as the environment says."""

NAMES = {
    "originals": "files as they came in: for the desk",
    "renditions": "prepared sizes, for the desk until they are published",
    "public": "pictures of live stories",
}
SPOOLED = 8 * 2**20  # bytes of a file that are held before it goes to a temporary one


def storages(env, var):
    """Django's STORAGES for NAMES: folders of `var`, or of a bucket if MEDIA_S3_BUCKET names one.

    Keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from the machine's own role.
    """
    bucket = env("MEDIA_S3_BUCKET", default="")
    if not bucket:
        return {name: _folder(var / name) for name in NAMES}
    public = env("MEDIA_S3_PUBLIC_BUCKET", default="") or bucket
    prefix = env("MEDIA_S3_PREFIX", default="").strip("/")
    where = {
        "endpoint_url": env("MEDIA_S3_ENDPOINT", default="") or None,
        "region_name": env("MEDIA_S3_REGION", default="") or None,
        "addressing_style": env("MEDIA_S3_ADDRESSING", default="auto"),
    }
    return {
        name: _bucket(public if name == "public" else bucket, f"{prefix}/{name}".strip("/"), where)
        for name in NAMES
    }


def _folder(location):
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": location, "base_url": None},
    }


def _bucket(bucket, folder, where):
    # Nothing in it is ever read but through the site, which asks the press or the desk first.
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "location": folder,
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": True,  # names are hashes: the same name is the same file
            "max_memory_size": SPOOLED,
            **where,
        },
    }
