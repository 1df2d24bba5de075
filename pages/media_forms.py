"""The forms in which files are replaced."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm


class KeepsReplacedFile:
    """A replaced file goes when its replacement stands, not before.

    Wagtail's forms delete it at once, with the sizes of the image as they are then.
    A refusal (:mod:`pages.file_guards`) would leave a live page without its file, and
    an office's logo would lose the sizes just made for it.
    """

    original_file: Any
    changed_data: list[str]

    def save(self, commit: bool = True) -> Any:
        replaced, self.original_file = self.original_file, None
        saved = super().save(commit=commit)  # type: ignore[misc]
        if commit and replaced and "file" in self.changed_data:
            transaction.on_commit(partial(replaced.storage.delete, replaced.name))
        return saved


class SiteImageForm(KeepsReplacedFile, BaseImageForm):
    pass


class SiteDocumentForm(KeepsReplacedFile, BaseDocumentForm):
    pass
