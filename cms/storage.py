"""Where files live, public and private, on disk or in a bucket."""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Never

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, FlexibleChecksumError
from django.conf import settings as django_settings
from django.core.files.storage import FileSystemStorage
from django.core.files.storage import storages as configured
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3File, S3Storage
from storages.utils import clean_name

from cms.settings import env

if TYPE_CHECKING:
    from collections.abc import Iterator

CONNECT_SECONDS = 2
ATTEMPTS = 2


class StorageError(OSError):
    """The bucket does not answer, or says no; what read a lost file from disk knows it."""


@contextmanager
def as_storage_error() -> Iterator[None]:
    """Every fault of a bucket as the one that a disk would have."""
    try:
        yield
    except ClientError as error:
        answer = error.response
        code = answer["ResponseMetadata"]["HTTPStatusCode"]
        if code == HTTPStatus.NOT_FOUND:
            raise FileNotFoundError(str(error)) from error
        reason = answer.get("Error", {}).get("Code", code)
        raise StorageError(f"penyimpanan berkas menolak ({reason})") from error
    except FlexibleChecksumError as error:
        raise StorageError("penyimpanan berkas memberi isi yang rusak") from error
    except (Boto3Error, BotoCoreError, RetriesExceededError) as error:
        kind = type(error).__name__
        raise StorageError(f"penyimpanan berkas tidak menjawab ({kind})") from error


class PrivateDiskStorage(FileSystemStorage):
    """Files that have no address: only code that checked who asks may open them."""

    def url(self, name: str | None) -> Never:
        raise ValueError("A private file has no URL.")


class BucketFile(S3File):
    """An object that is fetched when it is first read."""

    def _get_file(self) -> Any:
        with as_storage_error():
            return super()._get_file()

    file = property(_get_file, S3File._set_file)


class BucketStorage(S3Storage):
    """One prefix of the bucket; endpoint and keys come from the environment.

    Whoever waits for it waits seconds: boto's own patience is a minute, five times.
    """

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "region_name": env.text("AWS_REGION", env.text("AWS_DEFAULT_REGION"))
            or None,
            "file_overwrite": False,
            "default_acl": None,
            "client_config": Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=django_settings.S3_TIMEOUT,
                retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
            ),
            "transfer_config": TransferConfig(num_download_attempts=ATTEMPTS),
        }

    def require_bucket(self) -> None:
        """Raise an ``OSError`` unless the bucket is there and we may list it."""
        with as_storage_error():
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)

    def _open(self, name: str, mode: str = "rb") -> BucketFile:
        with as_storage_error():
            return BucketFile(self._normalize_name(clean_name(name)), mode, self)

    def _save(self, name: str, content: Any) -> str:
        with as_storage_error():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with as_storage_error():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with as_storage_error():
            return bool(super().exists(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with as_storage_error():
            return super().listdir(name)


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
