"""Forms of the screens that are no step of an SOP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from reviews.models.sop import SOP


class TarikForm(forms.Form):
    """Why a page leaves the public site."""

    alasan = forms.CharField(
        label="Alasan penarikan",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Tuliskan alasan penarikan."},
    )


class BatalJadwalForm(forms.Form):
    """Why an approved text does not go live at its hour."""

    alasan = forms.CharField(
        label="Alasan pembatalan",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Tuliskan alasan pembatalan."},
    )


class AkhiriForm(forms.Form):
    """Why a dossier ends before its last step."""

    alasan = forms.CharField(
        label="Alasan mengakhiri berkas",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Tuliskan alasan mengakhiri berkas."},
    )


class PenugasanForm(forms.Form):
    """What an order is about; whom it goes to is the disposisi's."""

    hal = forms.CharField(
        label="Hal",
        max_length=255,
        help_text="Pokok berita yang ditugaskan. Judulnya dapat disempurnakan kemudian.",
        error_messages={"required": "Tuliskan hal penugasan."},
    )
    menurut = forms.ChoiceField(label="Menurut SOP")

    def __init__(self, *args: Any, sops: list[SOP], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sops = {str(sop.pk): sop for sop in sops}
        field = self.fields["menurut"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (key, f"{sop.nama} ({sop.instansi})") for key, sop in self.sops.items()
            ]

    @property
    def sop(self) -> SOP:
        """The chosen SOP, once the form is valid."""
        return self.sops[self.cleaned_data["menurut"]]
