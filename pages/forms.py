"""The editor's form of governed pages."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm


class NaskahPageForm(WagtailAdminPageForm):
    """A draft may be incomplete; a text that is handed in may not.

    Asked here, so that the editor marks the fields and keeps what was typed.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        if "action-submit" not in self.data:
            return
        for name, reason in self.instance.unpublishable_fields().items():
            self.add_error(name if name in self.fields else None, reason)
        for name in self.instance.required_for_publication():
            if name in self.fields and not getattr(self.instance, name):
                self.add_error(name, "Wajib diisi sebelum naskah diajukan.")
