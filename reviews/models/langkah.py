"""What every step of an SOP has in common, as a Wagtail task.

The verbs are Wagtail's (``start``, ``get_actions``, ``on_action``); what they do lies
in :mod:`reviews.actions`. Facts of Wagtail 8 that these classes answer are named in
``docs/alur.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from wagtail.models import Task, TaskState, WorkflowState

from reviews import authority
from reviews.locks import LangkahLock
from reviews.models.jabatan import Jabatan
from reviews.models.sop import SOP
from reviews.sop.kinds import PEMERIKSAAN, EmpatMata, Jenis

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from pages.models import NaskahPage
    from reviews.models.laporan import Berkas


class LangkahTaskState(TaskState):
    """A task state that knows what lies on the table, and its time."""

    jatuh_tempo = models.DateTimeField(
        "jatuh tempo", null=True, blank=True, editable=False, db_index=True
    )
    menit_kerja = models.PositiveIntegerField(
        "menit kerja terpakai", null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = "status langkah"
        verbose_name_plural = "status langkah"

    @property
    def digest(self) -> str:
        """The digest of the latest draft; the form sends it back with the decision."""
        from reviews.rounds import on_table

        return on_table(self.workflow_state)[1]


class LangkahTask(Task):
    """What all steps share. The link to an SOP step is optional."""

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
    lock_class = LangkahLock
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
        return ", ".join(self.jabatan.values_list("nama", flat=True))

    @property
    def is_check(self) -> bool:
        """Whether the step verifies, initials or signs."""
        return not PEMERIKSAAN.isdisjoint(self.kinds)

    # Wagtail's verbs ----------------------------------------------------------

    def start(
        self, workflow_state: WorkflowState, user: User | None = None
    ) -> TaskState:
        """Begin this step, or the first one that is owed before it.

        ``WorkflowState.resume()`` restarts at the task that rejected; the order of
        the SOP goes before it.
        """
        from reviews.actions.submit import begin

        owed = workflow_state.get_next_task()
        if owed is not None and owed.pk != self.pk:
            return owed.specific.start(workflow_state, user=user)
        return begin(self, super().start(workflow_state, user=user), user)

    def on_action(
        self,
        task_state: TaskState,
        user: User,
        action_name: str,
        /,
        **kwargs: Any,
    ) -> None:
        """Approve or return, as the form of that action validates it once more.

        The first three are positional: posted keys of those names are just unknown.
        """
        from reviews.actions.decide import perform

        perform(task_state, user, action_name, kwargs)

    def get_actions(
        self, obj: NaskahPage | Berkas, user: User
    ) -> list[tuple[str, str, bool]]:
        """The buttons of ``user`` on ``obj``, none unless ``obj`` is at this task."""
        from reviews.rounds import naskah_of

        current = obj.current_workflow_task_state
        if current is None or current.task_id != self.pk:
            return []
        if authority.acting(self, naskah_of(obj), user) is None:
            return []
        actions = [("approve", self.approve_label, True)]
        if self.return_targets() or self.returns_to_drafter:
            actions.append(("reject", "Kembalikan untuk diperbaiki", True))
        return actions

    @property
    def approve_label(self) -> str:
        """What the button says."""
        from reviews.labels import APPROVE_LABELS

        return APPROVE_LABELS[self.kinds[0]]

    def return_targets(self) -> list[Task]:
        """The earlier steps of the same workflow, the SOP's own target first.

        A check after publication may point at a step before it.
        """
        from reviews.rounds import earlier_tasks

        if not self.may_return:
            return []
        earlier = earlier_tasks(self)
        if self.kembali_ke is None:
            return earlier
        others = [task for task in earlier if task.pk != self.kembali_ke_id]
        return [self.kembali_ke.specific, *others]

    @property
    def returns_to_drafter(self) -> bool:
        """Whether the text can go back to a drafter who has no step of his own."""
        from reviews.rounds import has_outside_drafter

        return self.may_return and has_outside_drafter(self)

    @property
    def may_return(self) -> bool:
        """A step that judges may send back, even where the SOP names no target."""
        return (
            self.kembali_ke_id is not None
            or self.is_check
            or Jenis.DISPOSISI in self.kinds
        )

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        from reviews.forms import form_for

        return form_for(self, action)

    def get_template_for_action(self, action: str) -> str:
        return "reviews/admin/langkah_modal.html"

    def user_can_access_editor(self, obj: NaskahPage | Berkas, user: User) -> bool:
        from reviews.rounds import naskah_of

        return authority.acting(self, naskah_of(obj), user) is not None

    def locked_for_user(self, obj: NaskahPage | Berkas, user: User) -> bool:
        """Under review the text is locked for all but a holder who may edit it."""
        return not (self.boleh_menyunting and self.user_can_access_editor(obj, user))

    def get_task_states_user_can_moderate(
        self, user: User, **kwargs: Any
    ) -> models.QuerySet[TaskState]:
        """Those of this step that ``user`` may decide now, by one rule for all."""
        from reviews.meja.waiting import waiting_for

        mine = [row.state_id for row in waiting_for(user, task_id=self.pk)]
        return TaskState.objects.filter(pk__in=mine)

    def deactivate(self, user: User | None = None) -> None:
        from reviews.workflow_guards import refuse_if_under_way

        refuse_if_under_way(self)
        super().deactivate(user=user)

    @classmethod
    def get_description(cls) -> str:
        return (cls.__doc__ or "").strip()
