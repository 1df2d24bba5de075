"""The forms in which files are replaced."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from pages.photo import is_whole

BROKEN = (
    "Gambar ini rusak atau tidak lengkap, mungkin karena pengirimannya terputus. "
    "Unggah kembali dari berkas aslinya."
)


class KeepsReplacedFile:
    """A replaced file goes when its replacement stands, not before.

    Wagtail's forms delete it at once, with the sizes of the image as they are then.
    A refusal (:mod:`pages.guards.files`) would leave a live page without its file, and
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


class WholeImageField(WagtailImageField):
    """Takes a picture only if all of it is there; Wagtail looks at its head alone."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # a head that promises a picture and holds none
            raise ValidationError(BROKEN, code="broken") from error
        if file is not None and not is_whole(file):
            raise ValidationError(BROKEN, code="broken")
        return file


class SiteImageForm(KeepsReplacedFile, BaseImageForm):
    """Wagtail's form has the field's class written in; here it is replaced."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholeImageField(
                label=field.label, required=field.required, widget=field.widget
            )


class SiteDocumentForm(KeepsReplacedFile, BaseDocumentForm):
    pass
