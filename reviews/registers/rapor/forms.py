"""The choice of a rapor, and the monitoring form's fields."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from reviews.papers.jabatan import local_date
from reviews.papers.sop import SOP
from reviews.registers.rapor import period as periods
from reviews.registers.rapor.pemantauan import BAIK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from reviews.papers.jabatan import PemangkuJabatan
    from reviews.registers.rapor.period import Periode

FIRST_YEAR, LAST_YEAR = 2000, 2099  # as the codes of the periods have them
WRONG_DATE = {"invalid": "Tuliskan tanggal yang ada pada kalender."}


class GroupedByOffice(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]
    """The SOPs below the name of their office."""

    def __iter__(self) -> Iterator[Any]:
        for office, sops in groupby(self.queryset, key=lambda sop: sop.instansi):
            yield (office.title, [self.choice(sop) for sop in sops])


class SopField(forms.ModelChoiceField):  # type: ignore[type-arg]
    iterator = GroupedByOffice

    def label_from_instance(self, obj: SOP) -> str:
        tail = "" if obj.berlaku else ", tidak berlaku lagi"
        return f"{obj.nama} (versi {obj.versi}{tail})"


class DayInput(forms.DateInput):
    """The browser's own calendar; it wants ISO dates."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RaporForm(forms.Form):
    """Which SOP, over which period; the office follows from the SOP."""

    sop = SopField(
        label="SOP",
        queryset=SOP.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Pilih SOP.",
            "invalid_choice": "SOP itu tidak ada pada instansi Anda. Pilih dari daftar.",
        },
    )
    periode = forms.ChoiceField(
        label="Periode",
        error_messages={
            "required": "Pilih periode.",
            "invalid_choice": "Periode tidak dikenal. Pilih dari daftar.",
        },
    )
    dari = forms.DateField(
        label="Dari tanggal",
        widget=DayInput,
        required=False,
        error_messages=WRONG_DATE,
    )
    sampai = forms.DateField(
        label="Sampai tanggal",
        widget=DayInput,
        required=False,
        error_messages=WRONG_DATE,
    )

    def __init__(
        self, data: dict[str, str], *, sops: QuerySet[SOP], today: dt.date
    ) -> None:
        first = sops.filter(berlaku=True).first() or sops.first()
        defaults = {
            "sop": str(first.pk) if first else "",
            "periode": periods.code_of("S", today),
        }
        super().__init__({**defaults, **data})
        self.today = today
        self.fields["sop"].queryset = sops  # type: ignore[attr-defined]
        self.fields["periode"].choices = self.offered()  # type: ignore[attr-defined]

    def offered(self) -> list[Any]:
        """The usual periods, and an older one where an address asks for it."""
        usual: list[Any] = list(periods.choices(self.today))
        asked = self.data["periode"]
        older = periods.parse(asked)
        known = {code for _, group in usual for code, _ in group}
        return [(asked, older.label), *usual] if older and asked not in known else usual

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        code = cleaned.get("periode", "")
        if code == periods.BEBAS and not self.errors:
            return {**cleaned, "span": self.free_span(cleaned)}
        return {**cleaned, "span": periods.parse(code)}

    def free_span(self, cleaned: dict[str, Any]) -> Periode:
        dari, sampai = cleaned.get("dari"), cleaned.get("sampai")
        if dari is None or sampai is None:
            raise ValidationError("Isi kedua tanggal untuk periode bebas.")
        if (
            not FIRST_YEAR
            <= min(dari, sampai).year
            <= max(dari, sampai).year
            <= LAST_YEAR
        ):
            raise ValidationError(
                f"Pilih tanggal antara tahun {FIRST_YEAR} dan {LAST_YEAR}."
            )
        if sampai < dari:
            raise ValidationError("Tanggal akhir mendahului tanggal awal.")
        return periods.free(dari, sampai)

    @property
    def query(self) -> dict[str, str]:
        """What an address of this choice carries."""
        names = ("sop", "periode", "dari", "sampai")
        return {name: self.data[name] for name in names if self.data.get(name)}


class PenilaiForm(forms.Form):
    """As which post the evaluator signs."""

    jabatan = forms.TypedChoiceField(
        label="Jabatan penilai",
        coerce=int,
        error_messages={
            "required": "Pilih jabatan Anda sebagai penilai.",
            "invalid_choice": "Pilih jabatan yang Anda pangku di instansi ini.",
        },
    )

    def __init__(
        self, data: Any = None, *, holders: QuerySet[PemangkuJabatan], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["jabatan"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(holder.pk, holder.sebutan) for holder in holders]


class BarisForm(forms.Form):
    """The judgement of one step."""

    baik = forms.TypedChoiceField(
        label="Penilaian",
        choices=[(str(value), label) for value, label in BAIK.items()],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih penilaian langkah ini.",
            "invalid_choice": "Pilih salah satu penilaian.",
        },
    )
    catatan = forms.CharField(
        label="Catatan hasil penilaian",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )
    tindakan = forms.CharField(
        label="Tindakan yang harus diambil",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("baik") is False and not cleaned.get("tindakan"):
            self.add_error(
                "tindakan", "Tuliskan tindakan bagi langkah yang tidak berjalan baik."
            )
        return cleaned


def today_of(sop: SOP | None) -> dt.date:
    """The day on the calendar of the SOP's office; the server's without one."""
    return local_date(sop.instansi) if sop else dt.datetime.now(dt.UTC).date()
