"""Forms of the screens that are no step of an SOP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from reviews.papers.sop import SOP


class AlasanForm(forms.Form):
    """Why somebody ends what was decided; it stands in the trail."""

    alasan = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    perbuatan = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, words = self.fields["alasan"], f"alasan {self.perbuatan}"
        field.label = words.capitalize()
        field.error_messages["required"] = f"Tuliskan {words}."


class TarikForm(AlasanForm):
    """Why a page leaves the public site."""

    perbuatan = "penarikan"


class BatalJadwalForm(AlasanForm):
    """Why an approved text does not go live at its hour."""

    perbuatan = "pembatalan"


class AkhiriForm(AlasanForm):
    """Why a dossier ends before its last step."""

    perbuatan = "mengakhiri berkas"


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
