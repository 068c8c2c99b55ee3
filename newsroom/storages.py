"""Django's STORAGES for photo files: folders, or an S3 bucket, depending on the environment."""

# The names of the storages, and what each keeps.
NAMES = {
    "originals": "uploaded files, for the desk only",
    "renditions": "resized pictures, for the desk until they are published",
    "public": "pictures of live stories",
}
MAX_MEMORY = 8 * 2**20  # bytes of a file from S3 that are held before a temporary file is used


def storages(env, var):
    """The settings of the storages NAMES: folders in `var`, or in a bucket with MEDIA_S3_BUCKET.

    `env` is the environ.Env of the settings. Keys come from AWS_ACCESS_KEY_ID and
    AWS_SECRET_ACCESS_KEY, or from the role of the machine.
    """
    bucket = env("MEDIA_S3_BUCKET", default="")
    if not bucket:
        return {name: _folder(var / name) for name in NAMES}
    public_bucket = env("MEDIA_S3_PUBLIC_BUCKET", default="") or bucket
    prefix = env("MEDIA_S3_PREFIX", default="").strip("/")
    endpoint = {
        "endpoint_url": env("MEDIA_S3_ENDPOINT", default="") or None,
        "region_name": env("MEDIA_S3_REGION", default="") or None,
        "addressing_style": env("MEDIA_S3_ADDRESSING", default="auto"),
    }
    return {
        name: _bucket(
            public_bucket if name == "public" else bucket, f"{prefix}/{name}".strip("/"), endpoint
        )
        for name in NAMES
    }


def _folder(location):
    return {
        "BACKEND": "newsroom.file_storage.WholeFileStorage",
        "OPTIONS": {"location": location, "base_url": None},
    }


def _bucket(bucket, folder, endpoint):
    # Browsers never load files from the bucket: the site's views read them and check the rights.
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "location": folder,
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": True,  # names are hashes, so the same name is the same file
            "max_memory_size": MAX_MEMORY,
            **endpoint,
        },
    }
