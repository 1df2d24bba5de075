"""The registers: read-only lists of what was done, each office seeing its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup, modeladmin_register

from reviews.admin import queries
from reviews.models.disposisi import Disposisi
from reviews.models.jejak import Jejak
from reviews.models.laporan import Arsip
from reviews.models.naskah import Naskah

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest


class ReadOnlyHelper(PermissionHelper):
    """Records are read, by anybody who holds a post; nobody changes them here."""

    def user_can_list(self, user: User) -> bool:
        return user.is_superuser or queries.offices_of(user).exists()

    def user_has_any_permissions(self, user: User) -> bool:
        return self.user_can_list(user)

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        """Modeladmin looks an object up among all offices' rows; so ask again here."""
        return queries.offices_of(user).filter(pk=office_id(obj)).exists()

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_edit_obj(self, user: User, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


def office_id(row: Any) -> int | None:
    """The office of a register row, directly or by its naskah."""
    owner = row if hasattr(row, "instansi_id") else row.naskah
    return owner.instansi_id


class Register(ModelAdmin):
    """What the registers have in common."""

    permission_helper_class = ReadOnlyHelper
    inspect_view_enabled = True
    list_per_page = 50
    office_path = "naskah__instansi"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The reader's own offices; this is also what the inspect view looks in."""
        offices = queries.offices_of(queries.reader_of(request))
        return (
            super().get_queryset(request).filter(**{f"{self.office_path}__in": offices})
        )


class AgendaRegister(Register):
    model = Naskah
    menu_label = "Buku agenda"
    menu_icon = "list-ul"
    office_path = "instansi"
    list_display = ("judul", "instansi", "status", "dimulai_pada", "tayang_pada")
    list_filter = ("status",)
    search_fields = ("judul", "kode_verifikasi")


class DisposisiRegister(Register):
    model = Disposisi
    menu_label = "Disposisi"
    menu_icon = "mail"
    office_path = "instansi"
    list_display = ("hal", "nomor_agenda", "tahun", "dari", "kepada", "urgensi")
    list_filter = ("tahun", "urgensi", "sifat")
    search_fields = ("isi", "jejak__naskah__judul")

    def hal(self, sheet: Disposisi) -> str:
        return str(sheet.jejak.naskah)

    def dari(self, sheet: Disposisi) -> str:
        return sheet.jejak.jabatan

    def kepada(self, sheet: Disposisi) -> str:
        return ", ".join(to.sebutan for to in sheet.penerima.all())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("jejak__naskah")
        return rows.prefetch_related("penerima")


class JejakRegister(Register):
    model = Jejak
    menu_label = "Jejak"
    menu_icon = "history"
    list_display = ("naskah", "nomor", "waktu", "perbuatan", "jabatan")
    list_filter = ("aksi",)
    search_fields = ("naskah__judul", "nama", "jabatan")
    ordering = ("-nomor",)

    def perbuatan(self, row: Jejak) -> str:
        return f"{row.get_aksi_display()} {row.langkah or ''}".strip()


class ArsipRegister(Register):
    model = Arsip
    menu_label = "Arsip"
    menu_icon = "folder-inverse"
    list_display = ("naskah", "dibuat_pada", "ukuran", "sha256")
    search_fields = ("naskah__judul", "sha256")


class RegisterGroup(ModelAdminGroup):
    menu_label = "Register"
    menu_icon = "form"
    menu_order = 200
    items = (AgendaRegister, DisposisiRegister, JejakRegister, ArsipRegister)


modeladmin_register(RegisterGroup)
