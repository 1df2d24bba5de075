"""A storage of ``STORAGES``, such as a bucket behind a CDN; one tree, kept in place."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from cms.export.ask import ExportError
from cms.export.files import CODINGS
from cms.storage import PublicBucketStorage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.export.files import File
    from cms.export.lock import Lock


class ExportBucketStorage(PublicBucketStorage):
    """Objects that a CDN serves as they are, each replaced by the next one."""

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "file_overwrite": True}

    def get_object_parameters(self, name: str) -> dict[str, str]:
        """The headers of one object; its content type comes with its content."""
        named = (c.name for c in CODINGS if name.endswith(c.ending))
        coding = next(named, None)
        headers = {"CacheControl": settings.READ_CACHE_CONTROL}
        return headers | {"ContentEncoding": coding} if coding else headers

    def every_name(self, under: str) -> Iterator[str]:
        """All names below ``under``: a request for a thousand, not one per folder."""
        top = f"{self.location}/" if self.location else ""
        for item in self.bucket.objects.filter(Prefix=f"{top}{under}"):
            yield item.key.removeprefix(top)


class Bucket:
    """The storage ``alias``, whatever its backend."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.storage = storages[alias]

    def __str__(self) -> str:
        return f"storage:{self.alias}"

    def served(self) -> Bucket:
        return self

    def trees(self) -> list[Bucket]:
        return [self]

    @contextmanager
    def renewed(self, lock: Lock) -> Iterator[Bucket]:
        """The same objects, replaced one by one: a bucket has no links to move."""
        yield self

    def names(self, under: str = "") -> Iterator[str]:
        if isinstance(self.storage, ExportBucketStorage):
            return self.storage.every_name(under and f"{under}/")
        return self.walk(under)

    def walk(self, folder: str) -> Iterator[str]:
        """Every name below ``folder``, by a backend that lists folders only."""
        try:
            folders, files = self.storage.listdir(folder)
        except FileNotFoundError:
            return
        below = f"{folder}/" if folder else ""
        yield from (f"{below}{name}" for name in files)
        for name in folders:
            yield from self.walk(f"{below}{name}")

    def read(self, name: str) -> bytes | None:
        try:
            with self.storage.open(name) as file:
                return file.read()
        except FileNotFoundError:
            return None

    def write(self, file: File) -> None:
        content = ContentFile(file.body)
        content.content_type = file.content_type  # type: ignore[attr-defined]
        saved = self.storage.save(file.name, content)
        if saved != file.name:
            self.storage.delete(saved)
            raise ExportError(
                f"Penyimpanan {self.alias!r} tidak menimpa berkas: nyalakan "
                "file_overwrite atau allow_overwrite padanya."
            )

    def delete(self, name: str) -> None:
        self.storage.delete(name)
