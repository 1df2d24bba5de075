"""Where files live, public and private, on disk or in a bucket."""

from __future__ import annotations

from typing import Any, Never

from django.core.files.storage import FileSystemStorage
from django.core.files.storage import storages as configured
from storages.backends.s3 import S3Storage

from cms.settings import env


class PrivateDiskStorage(FileSystemStorage):
    """Files that have no address: only code that checked who asks may open them."""

    def url(self, name: str | None) -> Never:
        raise ValueError("A private file has no URL.")


class BucketStorage(S3Storage):
    """One prefix of the bucket; endpoint and keys come from the environment."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "region_name": env.text("AWS_REGION", env.text("AWS_DEFAULT_REGION"))
            or None,
            "file_overwrite": False,
            "default_acl": None,
        }


class PublicBucketStorage(BucketStorage):
    """What the public site shows; plain URLs that a cache can keep."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "querystring_auth": False,
            "object_parameters": {"CacheControl": "public, max-age=300"},
            "custom_domain": env.text("S3_PUBLIC_DOMAIN") or None,
        }


class PrivateBucketStorage(BucketStorage):
    """Archives and papers; a URL is signed and short-lived."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "querystring_auth": True,
            "querystring_expire": 300,
            "object_parameters": {"CacheControl": "private, no-store"},
        }


def private_storage() -> Any:
    """The storage for archives; a callable, so that migrations name no backend."""
    return configured["private"]
