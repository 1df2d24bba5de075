"""What every step of an SOP is written down as: a Wagtail task, and its state.

What it does lies with the engine (:mod:`reviews.engine.steps`).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from wagtail.models import Task, TaskState

from pages.once import once_an_answer
from reviews.papers.jabatan import Jabatan
from reviews.papers.sop import SOP
from reviews.sop.kinds import PEMERIKSAAN, EmpatMata, Jenis


class LangkahTaskState(TaskState):
    """A task state that knows its time."""

    jatuh_tempo = models.DateTimeField(
        "jatuh tempo", null=True, blank=True, editable=False, db_index=True
    )
    menit_kerja = models.PositiveIntegerField(
        "menit kerja terpakai", null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = "status langkah"
        verbose_name_plural = "status langkah"


class LangkahTask(Task):
    """The fields that all steps share. The link to an SOP step is optional."""

    default_jenis: tuple[Jenis, ...] = ()

    sop = models.ForeignKey(
        SOP,
        verbose_name="SOP",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    nomor = models.PositiveSmallIntegerField(
        "langkah SOP", null=True, blank=True, editable=False
    )
    jenis = models.JSONField("jenis langkah", default=list, editable=False)
    jabatan = models.ManyToManyField(
        Jabatan,
        verbose_name="pelaksana",
        related_name="+",
        help_text="Pemangku salah satu jabatan ini melaksanakan langkah.",
    )
    kelengkapan = models.JSONField("kelengkapan", default=list, blank=True)
    waktu_menit = models.PositiveIntegerField(
        "waktu baku (menit kerja)", null=True, blank=True
    )
    kembali_ke = models.ForeignKey(
        Task,
        verbose_name="pengembalian ke langkah",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        help_text="Usulan pertama saat mengembalikan. Kosong: kepada penyusun.",
    )
    boleh_menyunting = models.BooleanField(
        "pelaksana boleh menyunting naskah", default=False
    )
    mengikat = models.BooleanField(
        "mengikat isi",
        default=False,
        help_text="Persetujuan langkah ini melekat pada isi yang diperiksa.",
    )
    empat_mata = models.CharField(
        "aturan empat mata",
        max_length=12,
        choices=EmpatMata.choices,
        default=EmpatMata.BAKU,
        help_text="Siapa yang tidak boleh memutuskan langkah ini atas naskahnya sendiri.",
    )

    task_state_class = LangkahTaskState
    admin_form_fields = [
        *Task.admin_form_fields,
        "jabatan",
        "waktu_menit",
        "kembali_ke",
        "boleh_menyunting",
        "mengikat",
        "empat_mata",
    ]
    admin_form_widgets = {"jabatan": forms.CheckboxSelectMultiple}

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.jenis:
            self.jenis = [str(kind) for kind in self.default_jenis]
        super().save(*args, **kwargs)

    @property
    def kinds(self) -> tuple[Jenis, ...]:
        """The kinds of this step, the principal one first."""
        return tuple(Jenis(kind) for kind in self.jenis)

    @property
    def pelaksana(self) -> str:
        """The names of the posts, as messages say them."""
        names = once_an_answer(
            ("pelaksana", self.pk),
            lambda: list(self.jabatan.values_list("nama", flat=True)),
        )
        return ", ".join(names)

    @property
    def is_check(self) -> bool:
        """Whether the step verifies, initials or signs."""
        return not PEMERIKSAAN.isdisjoint(self.kinds)

    @property
    def may_return(self) -> bool:
        """A step that judges may send back, even where the SOP names no target."""
        return (
            self.kembali_ke_id is not None
            or self.is_check
            or Jenis.DISPOSISI in self.kinds
        )

    @classmethod
    def get_description(cls) -> str:
        return (cls.__doc__ or "").strip()
