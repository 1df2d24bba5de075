"""The forms of the organisation's screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from wagtail.admin.widgets import AdminDateInput

from reviews.papers.jabatan import Jabatan, PemangkuJabatan
from reviews.rights.penunjukan import Penunjukan, own_terms
from reviews.rounds import authority

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from pages.models import InstansiPage

WAJIB = {"required": "Bagian ini wajib diisi."}


class PenunjukanForm(forms.Form):
    """Who stands in for a post of one office; an administrator also names a Plt."""

    jabatan = forms.ChoiceField(label="Jabatan", error_messages=WAJIB)
    kapasitas = forms.ChoiceField(
        label="Sebagai",
        choices=PemangkuJabatan.Kapasitas.choices[1:],
        widget=forms.RadioSelect,
        help_text="Plh. menggantikan pemangku yang berhalangan; Plt. mengisi jabatan "
        "yang kosong.",
        error_messages=WAJIB,
    )
    user = forms.ChoiceField(
        label="Yang ditunjuk",
        help_text="Hanya pejabat dan pegawai yang sedang menjabat di instansi ini.",
        error_messages=WAJIB,
    )
    mulai = forms.DateField(label="Mulai", widget=AdminDateInput, error_messages=WAJIB)
    sampai = forms.DateField(
        label="Sampai dengan",
        widget=AdminDateInput,
        help_text="Penunjukan berakhir sendiri setelah tanggal ini.",
        error_messages=WAJIB,
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=255,
        help_text="Misalnya: dinas luar, cuti tahunan, atau nomor surat perintah.",
        error_messages=WAJIB,
    )

    def __init__(
        self, *args: Any, by: User, instansi: InstansiPage | None, **kwargs: Any
    ) -> None:
        """With an ``instansi``, of the administrator; without, of the holder."""
        super().__init__(*args, **kwargs)
        posts = Jabatan.objects.filter(instansi=instansi) if instansi else own_posts(by)
        self.posts = {str(post.pk): post for post in posts}
        if instansi is None:
            del self.fields["kapasitas"]
        offices = {post.instansi for post in self.posts.values()}
        holders = [
            holder
            for office in offices
            for holder in authority.office_holders(office).exclude(user=by)
        ]
        self.people = {str(holder.user_id): holder.user for holder in holders}
        self.choose("jabatan", {key: post.nama for key, post in self.posts.items()})
        if len(offices) > 1:
            self.choose("jabatan", {key: str(post) for key, post in self.posts.items()})
        self.choose("user", names(holders))

    def choose(self, name: str, choices: dict[str, str]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            rows = sorted(choices.items(), key=lambda choice: choice[1])
            field.choices = rows if len(rows) == 1 else [("", "Pilih…"), *rows]

    @property
    def order(self) -> Penunjukan:
        """What is asked, once the form is valid."""
        data = self.cleaned_data
        return Penunjukan(
            jabatan=self.posts[data["jabatan"]],
            user=self.people[data["user"]],
            kapasitas=data.get("kapasitas", PemangkuJabatan.Kapasitas.PLH),
            mulai=data["mulai"],
            sampai=data["sampai"],
            alasan=data["alasan"],
        )


def own_posts(user: User) -> list[Jabatan]:
    return [term.jabatan for term in own_terms(user)]


def names(holders: list[PemangkuJabatan]) -> dict[str, str]:
    """Each person with his posts of today, as colleagues know him."""
    posts: dict[str, list[str]] = {}
    for holder in holders:
        posts.setdefault(str(holder.user_id), []).append(holder.sebutan)
    people = {str(holder.user_id): holder.user for holder in holders}
    return {
        key: f"{user.get_full_name() or user.get_username()} ({', '.join(posts[key])})"
        for key, user in people.items()
    }
