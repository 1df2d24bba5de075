"""The configurations of docs/nginx, run by a real nginx."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User

from cms.export.addresses import every_address
from cms.export.exporter import exporter
from tests.builders import withdraw_past_gate
from tests.cms.export.asking import FALLS_THROUGH, LIST, ask
from tests.cms.login.browser import Browser

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SAME = (
    "Access-Control-Allow-Origin",
    "Cache-Control",
    "Content-Security-Policy",
    "Content-Type",
    "Referrer-Policy",
    "Vary",
    "X-Content-Type-Options",
)


def spellings(address) -> Iterator[str]:
    """Ways to write one address: parameters in any order, defaults written out."""
    for order in itertools.permutations(address.query):
        yield type(address)(address.path, order).__str__()
    kinds = ("berita", "informasi-publik", "instansi", "laman", "pengumuman", "sop")
    lists = tuple(f"{kind}/" for kind in kinds)
    if address.path.endswith(lists) and "offset" not in dict(address.query):
        yield str(type(address)(address.path, (("limit", "20"), *address.query)))
        yield str(type(address)(address.path, (*address.query, ("offset", "0"))))
    if address.path.startswith("/umpan/") and "halaman" not in dict(address.query):
        yield str(type(address)(address.path, (*address.query, ("halaman", "1"))))


def test_every_file_is_served_as_the_application_answers(exported, application, nginx):
    """The static server has nothing behind it: what it says, it says from files."""
    static = nginx("naskah-statis.conf", exported)
    served = [
        one for one in every_address() if (exported / "current" / one.name).exists()
    ]
    assert len(served) > 40
    for path in (path for address in served for path in spellings(address)):
        file, live = ask(static, path), ask(application, path)
        assert (file.status, file.body) == (live.status, live.body), path
        shown = {name: file.headers[name] for name in SAME}
        expected = {name: live.headers[name] for name in SAME}
        # nginx says it of what has a compressed file beside it.
        if path.partition("?")[0].endswith(".xlsx"):
            shown.pop("Vary"), expected.pop("Vary")
        assert shown == expected, path


def test_all_else_is_the_applications(exported, application, nginx):
    proxy = nginx("naskah.conf", exported, urlsplit(application).netloc)
    host = urlsplit(application).netloc
    for path in [*FALLS_THROUGH, "/healthz", "/admin/login/", "/documents/9/x/"]:
        through, direct = ask(proxy, path, Host=host), ask(application, path)
        assert through.status == direct.status, path
        assert through.headers["Content-Type"] == direct.headers["Content-Type"]
        if not path.startswith("/admin/"):  # its form has a token
            assert through.body == direct.body, path


def test_writing_is_the_applications(exported, application, nginx):
    proxy = nginx("naskah.conf", exported, urlsplit(application).netloc)
    through = ask(proxy, LIST, "POST", b"{}")
    direct = ask(application, LIST, "POST", b"{}")
    assert (through.status, through.body) == (direct.status, direct.body)
    assert through.status == 405


def test_a_withdrawn_page_is_gone_at_once(exported, office, application, nginx):
    proxy = nginx("naskah.conf", exported, urlsplit(application).netloc)
    path = f"/api/v3/laman/{office.laman.pk}/"
    assert ask(proxy, path).status == 200
    withdraw_past_gate(office.laman)
    assert not (exported / "current" / path.strip("/") / "index.json").exists()
    threading.Event().wait(1)  # the promise
    assert ask(proxy, path, Host=urlsplit(application).netloc).status == 404


def test_readers_see_one_release_or_the_next(exported, office, nginx):
    static = nginx("naskah-statis.conf", exported)
    seen, done = [], threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(ask(static, f"{LIST}{office.berita.pk}/").status)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(3):
            with exporter() as work:
                work.renew()
    finally:
        done.set()
        reader.join(20)
    assert len(seen) > 10
    assert set(seen) == {200}


def test_logins_are_counted_by_the_address_that_nginx_sees(
    exported, application, nginx, settings
):
    settings.TRUST_PROXY = True
    User.objects.create_superuser("pengelola", password="rahasia-dinas")
    url = nginx("naskah.conf", exported, urlsplit(application).netloc)
    guesser = Browser(url, "127.0.0.2")
    found = [
        guesser.log_in("pengelola", "salah", X_Forwarded_For=f"203.0.113.{n}").status
        for n in range(12)
    ]
    assert found == [200] * 10 + [429] * 2
    forged = {"X_Forwarded_For": "127.0.0.3", "Forwarded": "for=127.0.0.3"}
    assert guesser.log_in("pengelola", "rahasia-dinas", **forged).status == 429
    elsewhere = Browser(url, "127.0.0.3")
    assert elsewhere.log_in("pengelola", "rahasia-dinas").status == 302
