"""Mail in the account settings: each person says how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from reviews.papers.surat import PilihanSurat

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest


class PilihanSuratForm(forms.ModelForm[PilihanSurat]):
    class Meta:
        model = PilihanSurat
        fields = ["pemberitahuan", "pengingat"]
        widgets = {
            "pemberitahuan": forms.RadioSelect,
            "pengingat": forms.RadioSelect,
        }


class SuratPanel(BaseSettingsPanel):
    name = "surat"
    title = "Surat elektronik tentang naskah"
    tab = notifications_tab
    order = 50

    def get_form(self) -> PilihanSuratForm:
        wish = PilihanSurat.objects.filter(user=self.user).first()
        data = self.request.POST if self.request.method == "POST" else None
        return PilihanSuratForm(
            data, instance=wish or PilihanSurat(user=self.user), prefix=self.name
        )


@hooks.register("register_account_settings_panel")
def register_panel(request: HttpRequest, user: User, profile: Any) -> SuratPanel:
    return SuratPanel(request, user, profile)
