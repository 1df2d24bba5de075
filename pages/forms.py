"""The editor's form of governed pages; API v3 writes through it too."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm

from pages.file_access import unknown_files


class NaskahPageForm(WagtailAdminPageForm):
    """A draft may be incomplete; a text that is handed in may not.

    Asked here, so that the editor marks the fields and keeps what was typed.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        self.require_own_files()
        if "action-submit" not in self.data:
            return
        for name, reason in self.instance.unpublishable_fields().items():
            self.add_error(name if name in self.fields else None, reason)
        for name in self.instance.required_for_publication():
            if name in self.fields and not getattr(self.instance, name):
                self.add_error(name, "Wajib diisi sebelum naskah diajukan.")

    def require_own_files(self) -> None:
        """What is put in is what its editor may choose; what stood there may stay.

        A number that was guessed would show another office's file in the draft.
        """
        if self.for_user and unknown_files(self.for_user, self.instance):
            self.add_error(
                None,
                "Naskah ini memakai gambar atau dokumen yang tidak dapat Anda pilih. "
                "Pilihlah dari koleksi instansi Anda.",
            )
