"""The form of an office's calendar."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)

from reviews.office.calendar.widgets import PekanWidget
from reviews.worktime.models import KalenderKerja


class KalenderForm(WagtailAdminModelForm):
    """Refuses seasons that overlap: a day has one set of hours."""

    def is_valid(self) -> bool:
        return super().is_valid() and self.seasons_apart()

    def seasons_apart(self) -> bool:
        forms = self.formsets["musim"].forms
        rows: list[dict[str, Any]] = [
            form.cleaned_data
            for form in forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        rows.sort(key=lambda row: row["mulai"])
        for one, two in pairwise(rows):
            if two["mulai"] <= one["sampai"]:
                self.add_error(
                    None,
                    f"Masa “{one['nama']}” dan “{two['nama']}” bertumpang tindih. "
                    "Satu hari hanya memiliki satu jam kerja.",
                )
                return False
        return True


kalender_panel = ObjectList(
    [
        FieldPanel(
            "pekan",
            widget=PekanWidget,
            help_text="Kosongkan satu baris untuk hari libur. Usulan awal: Perpres "
            "21/2023, 37 jam 30 menit sepekan.",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("libur_nasional"), FieldPanel("cuti_bersama")])],
            heading="Hari libur yang diikuti",
        ),
        InlinePanel(
            "musim",
            panels=[
                FieldPanel("nama"),
                FieldRowPanel([FieldPanel("mulai"), FieldPanel("sampai")]),
                FieldPanel("pekan", widget=PekanWidget),
            ],
            heading="Masa dengan jam lain",
            label="Masa",
            help_text="Misalnya Ramadan. Usulan awal: Perpres 21/2023, 32 jam 30 menit "
            "sepekan.",
        ),
        InlinePanel(
            "hari_khusus",
            panels=[
                FieldRowPanel([FieldPanel("tanggal"), FieldPanel("jenis")]),
                FieldPanel("keterangan"),
            ],
            heading="Hari khusus",
            label="Hari",
            help_text="Libur daerah, cuti bersama yang belum tercantum, atau hari masuk "
            "kerja sebagai pengganti hari libur.",
        ),
    ],
    base_form_class=KalenderForm,
).bind_to_model(KalenderKerja)
