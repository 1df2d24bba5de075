"""The registers in the admin's menu."""

from __future__ import annotations

from wagtail_modeladmin.options import ModelAdminGroup, modeladmin_register

from reviews.registers.acts import DisposisiRegister, JejakRegister
from reviews.registers.dikecualikan import DikecualikanRegister
from reviews.registers.laporan import LaporanRegister
from reviews.registers.naskah import AgendaRegister, ArsipRegister


class RegisterGroup(ModelAdminGroup):
    menu_label = "Register"
    menu_icon = "form"
    menu_order = 500
    items = (
        AgendaRegister,
        DisposisiRegister,
        LaporanRegister,
        ArsipRegister,
        JejakRegister,
        DikecualikanRegister,
    )


modeladmin_register(RegisterGroup)
