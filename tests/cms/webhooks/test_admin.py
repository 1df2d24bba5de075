"""The screens: who sees which webhooks, and what a click does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.models import PengirimanWebhook, Webhook
from cms.webhooks.signature import rahasia_of
from tests.cms.queue import work
from tests.cms.webhooks.builders import change, log, tell
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from reviews.models import SOP

pytestmark = pytest.mark.django_db
ALAMAT = "https://penerima.example/terima"
FORM = {"alamat": ALAMAT, "instansi": "", "saat_tayang": "on", "aktif": "on"}
INDEX = "/admin/webhook/"
LOG = "/admin/pengiriman_webhook/"


@pytest.fixture
def lampung(db: None) -> SOP:
    return b.adopted("002")


@pytest.fixture
def bekasi(db: None) -> SOP:
    return b.adopted("004")


@pytest.fixture
def root(db: None) -> Client:
    return b.logged_in(b.superuser())


def administrator(sop: SOP) -> User:
    """A holder of a post in the office, in a group that may do all with webhooks."""
    user = b.holder_of(sop, 1)
    group = Group.objects.create(name=f"Pengelola webhook {sop.pk}")
    group.permissions.set(Permission.objects.filter(codename__endswith="_webhook"))
    user.groups.add(group)
    return user


def of_office(sop: SOP | None, alamat: str = ALAMAT) -> Webhook:
    return Webhook.objects.create(alamat=alamat, instansi=sop and sop.instansi)


def screens(webhook: Webhook, message: PengirimanWebhook) -> list[str]:
    """Every address about one webhook and one of its messages."""
    own = [
        reverse(f"webhook:{name}", args=[webhook.pk])
        for name in ("edit", "delete", "history", "history_results", "uji", "rahasia")
    ]
    names = ("inspect", "ulang")
    return [
        *own,
        *(reverse(f"pengiriman_webhook:{name}", args=[message.pk]) for name in names),
    ]


class TestWhoSeesWhat:
    def test_superusers_see_all(self, root: Client, lampung: SOP) -> None:
        of_office(lampung), of_office(None, "https://semua.example/")
        html = root.get(INDEX).content.decode()
        assert ALAMAT in html
        assert "https://semua.example/" in html

    def test_an_office_sees_its_own(self, lampung: SOP, bekasi: SOP) -> None:
        own = of_office(lampung, "https://lampung.example/")
        others = [of_office(bekasi, "https://bekasi.example/"), of_office(None)]
        for webhook in (own, *others):
            webhook.pengiriman.create(peristiwa="uji", isi="{}")
        client = b.logged_in(administrator(lampung))
        for url in (INDEX, f"{INDEX}results/", LOG, f"{LOG}results/"):
            html = client.get(url).content.decode()
            assert "https://lampung.example/" in html
            assert "https://bekasi.example/" not in html
            assert ALAMAT not in html
        for webhook in others:
            for url in screens(webhook, webhook.pengiriman.get()):
                assert client.get(url).status_code == 404, url
                assert client.post(url).status_code == 404, url
        for url in screens(own, own.pengiriman.get()):
            assert client.get(url).status_code == 200, url

    def test_the_filter_offers_no_other_office(self, lampung: SOP, bekasi: SOP) -> None:
        other = of_office(bekasi, "https://bekasi.example/")
        other.pengiriman.create(peristiwa="uji", isi="{}")
        own = of_office(lampung, "https://lampung.example/")
        own.pengiriman.create(peristiwa="uji", isi="{}")
        client = b.logged_in(administrator(lampung))
        html = client.get(f"{LOG}?webhook={other.pk}").content.decode()
        assert "lampung.example" in html, "it is offered among the filters"
        assert "bekasi.example" not in html

    def test_without_the_permission_nobody(self, lampung: SOP) -> None:
        webhook = of_office(lampung)
        message = webhook.pengiriman.create(peristiwa="uji", isi="{}")
        client = b.logged_in(b.holder_of(lampung, 1))
        home = reverse("wagtailadmin_home")
        for url in (INDEX, LOG, f"{INDEX}new/", *screens(webhook, message)):
            assert client.get(url)["Location"] == home
            assert client.post(url)["Location"] == home
        assert "Webhook" not in client.get(home).content.decode()
        assert log() == [("uji", "menunggu", 0, None)]


class TestSettingOneUp:
    def test_from_the_form_to_the_secret(self, root: Client) -> None:
        response = root.post(f"{INDEX}new/", FORM)
        webhook = Webhook.objects.get()
        url = reverse("webhook:rahasia", args=[webhook.pk])
        assert response["Location"] == url
        assert "whsec_" not in root.get(url).content.decode()
        before = rahasia_of(webhook)
        html = root.post(url).content.decode()
        webhook.refresh_from_db()
        assert rahasia_of(webhook) != before
        assert rahasia_of(webhook) in html.replace("&#x2B;", "+")
        assert "whsec_" not in root.get(url).content.decode()

    def test_the_secret_is_on_no_other_screen(self, root: Client) -> None:
        webhook = of_office(None)
        message = webhook.pengiriman.create(peristiwa="uji", isi="{}")
        for url in (INDEX, LOG, *screens(webhook, message)):
            answer = root.get(url)
            assert answer.status_code == 200, url
            html = answer.content.decode()
            assert webhook.garam not in html
            assert "whsec_" not in html

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"alamat": "http://penerima.example/"}, "https://"),
            ({"alamat": "https://169.254.169.254/"}, "nama domain"),
            ({"alamat": "https://a:b@penerima.example/"}, "nama pengguna"),
            ({"saat_tayang": ""}, "Pilih paling sedikit satu peristiwa."),
        ],
    )
    def test_what_cannot_work_is_refused(
        self, root: Client, changed: dict[str, str], message: str
    ) -> None:
        html = root.post(f"{INDEX}new/", {**FORM, **changed}).content.decode()
        assert message in html
        assert not Webhook.objects.exists()

    def test_an_office_sets_up_its_own_only(self, lampung: SOP, bekasi: SOP) -> None:
        client = b.logged_in(administrator(lampung))
        assert "Semua instansi" not in client.get(f"{INDEX}new/").content.decode()
        for instansi in ("", bekasi.instansi.pk):
            client.post(f"{INDEX}new/", {**FORM, "instansi": instansi})
        assert not Webhook.objects.exists()
        client.post(f"{INDEX}new/", {**FORM, "instansi": lampung.instansi.pk})
        assert Webhook.objects.get().instansi == lampung.instansi

    def test_fields_that_are_not_in_the_form(self, root: Client) -> None:
        root.post(f"{INDEX}new/", {**FORM, "garam": "tebakan", "id": "77"})
        webhook = Webhook.objects.get()
        assert webhook.garam != "tebakan"
        assert webhook.pk != 77


class TestActs:
    def test_a_test_message_arrives(self, root: Client, webhook, receiver) -> None:
        url = reverse("webhook:uji", args=[webhook.pk])
        root.get(url)
        assert log() == []
        response = root.post(url)
        message = PengirimanWebhook.objects.get()
        assert response["Location"] == reverse(
            "pengiriman_webhook:inspect", args=[message.pk]
        )
        work()
        assert log() == [("uji", "terkirim", 1, 204)]
        assert b'"type":"uji"' in receiver.got[0].body
        assert "Terkirim" in root.get(response["Location"]).content.decode()

    def test_a_failed_message_is_sent_again(
        self, root: Client, webhook, receiver
    ) -> None:
        tell(change())
        PengirimanWebhook.objects.update(
            status="gagal", percobaan=8, kode_http=500, waktu_berikut=None
        )
        url = reverse(
            "pengiriman_webhook:ulang", args=[PengirimanWebhook.objects.get().pk]
        )
        root.get(url)
        work()
        assert receiver.got == []
        root.post(url)
        work()
        assert log() == [("tayang", "terkirim", 1, 204)]

    def test_not_while_it_is_being_sent(self, root: Client, webhook, receiver) -> None:
        receiver.status = 500
        tell(change())
        work()
        message = PengirimanWebhook.objects.get()
        url = reverse("pengiriman_webhook:ulang", args=[message.pk])
        page = root.post(url, follow=True).content.decode()
        assert "sedang berlangsung" in page
        message.refresh_from_db()
        assert message.percobaan == 1

    @pytest.mark.parametrize("act", ["uji", "ulang"])
    def test_not_to_an_inactive_webhook(self, root: Client, webhook, act: str) -> None:
        tell(change())
        Webhook.objects.update(aktif=False)
        message = PengirimanWebhook.objects.get()
        url = {
            "uji": reverse("webhook:uji", args=[webhook.pk]),
            "ulang": reverse("pengiriman_webhook:ulang", args=[message.pk]),
        }[act]
        assert "tidak aktif" in root.post(url, follow=True).content.decode()
        assert log() == [("tayang", "menunggu", 0, None)]

    def test_every_act_is_logged(self, root: Client, webhook) -> None:
        message = webhook.pengiriman.create(peristiwa="uji", isi="{}")
        root.post(reverse("webhook:rahasia", args=[webhook.pk]))
        root.post(reverse("webhook:uji", args=[webhook.pk]))
        root.post(reverse("pengiriman_webhook:ulang", args=[message.pk]))
        assert [
            (entry.action, entry.user.username)
            for entry in ModelLogEntry.objects.order_by("pk")
        ] == [
            ("naskah.webhook.rahasia", "pengelola-sistem"),
            ("naskah.webhook.uji", "pengelola-sistem"),
            ("naskah.webhook.ulang", "pengelola-sistem"),
        ]
        history = root.get(reverse("webhook:history", args=[webhook.pk]))
        assert "Rahasia webhook diganti" in history.content.decode()


class TestLog:
    def test_filters(self, root: Client, webhook) -> None:
        for status in ("menunggu", "gagal", "terkirim"):
            webhook.pengiriman.create(
                peristiwa="tarik", status=status, kesalahan=f"Ini {status}.", isi="{}"
            )
        html = root.get(f"{LOG}?status=gagal&peristiwa=tarik").content.decode()
        assert "Ini gagal." in html
        assert "Ini terkirim." not in html
        assert "Ini gagal." not in root.get(f"{LOG}?peristiwa=uji").content.decode()

    def test_search_by_page_and_address(self, root: Client, webhook) -> None:
        for page_id in (1234, 77):
            webhook.pengiriman.create(
                peristiwa="tarik", page_id=page_id, kesalahan=f"Ini {page_id}.", isi=""
            )
        html = root.get(f"{LOG}?q=123").content.decode()
        assert "Ini 1234." in html
        assert "Ini 77." not in html
        assert "Ini 77." in root.get(f"{LOG}?q=127.0.0.1").content.decode()

    def test_nothing_is_made_or_changed_there(self, root: Client, webhook) -> None:
        message = webhook.pengiriman.create(peristiwa="uji", isi="{}")
        for path in ("new/", f"edit/{message.pk}/", f"delete/{message.pk}/"):
            assert root.post(f"{LOG}{path}").status_code == 404
        assert PengirimanWebhook.objects.count() == 1

    def test_what_was_sent_is_never_markup(self, root: Client, webhook) -> None:
        message = webhook.pengiriman.create(
            peristiwa="uji", isi="<script>alert(1)</script>", kesalahan="<b>"
        )
        url = reverse("pengiriman_webhook:inspect", args=[message.pk])
        html = root.get(url).content.decode()
        assert "<script>alert(1)" not in html
        assert "&lt;script&gt;alert(1)" in html
