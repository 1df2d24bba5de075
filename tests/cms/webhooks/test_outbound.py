"""Against real servers on loopback: what leaves this machine, and what does not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cms.webhooks import outbound
from cms.webhooks.address import OutboundError
from tests.cms.webhooks.receiver import certificate, receiving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cms.webhooks.receiver import Receiver

NAME = "penerima.example"


def post_to(receiver: Receiver, path: str = "/") -> int:
    return outbound.post(f"http://127.0.0.1:{receiver.port}{path}", {"A": "b"}, b"isi")


@pytest.fixture
def secure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings
) -> Iterator[Receiver]:
    """A receiver with a certificate of ``NAME`` from an authority that is trusted."""
    context, trusted = certificate(tmp_path, NAME)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with receiving(context=context) as started:
        settings.WEBHOOK_ALLOWED_HOSTS = [
            f"{host}:{started.port}" for host in (NAME, "lain.example", "127.0.0.1")
        ]
        yield started


class TestWhatIsSent:
    def test_one_post_with_body_and_headers(self, receiver) -> None:
        assert post_to(receiver, "/a/b?c=d") == 204
        (request,) = receiver.got
        assert (request.method, request.path, request.body) == (
            "POST",
            "/a/b?c=d",
            b"isi",
        )
        assert request.headers == {
            "host": f"127.0.0.1:{receiver.port}",
            "a": "b",
            "content-length": "3",
            "accept-encoding": "identity",
        }

    def test_no_proxy_of_the_environment(self, receiver, monkeypatch) -> None:
        with receiving() as proxy:
            for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
                monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
            assert post_to(receiver) == 204
        assert proxy.got == []

    def test_nothing_leaves_for_an_internal_address(self, settings) -> None:
        settings.WEBHOOK_ALLOW_HTTP = True
        with receiving() as inside, pytest.raises(OutboundError):
            post_to(inside)
        assert inside.got == []

    @pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1"])
    def test_nothing_leaves_for_a_name_of_one(
        self, address: str, monkeypatch, names
    ) -> None:
        with receiving() as inside:
            monkeypatch.setattr(
                "cms.webhooks.address.HTTPS_PORTS", frozenset({inside.port})
            )
            names("jahat.example", [[address]])
            with pytest.raises(OutboundError, match="jaringan"):
                outbound.post(f"https://jahat.example:{inside.port}/", {}, b"")
        assert inside.got == []


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_none_is_followed(self, receiver, status: int) -> None:
        with receiving() as inside:
            receiver.status = status
            receiver.headers = {"Location": f"http://127.0.0.1:{inside.port}/rahasia"}
            assert post_to(receiver) == status
        assert inside.got == []
        assert len(receiver.got) == 1


class TestRebinding:
    def test_the_connection_goes_where_the_judgement_was(self, settings, names) -> None:
        with receiving("127.0.0.1") as first, receiving("127.0.0.2") as second:
            settings.WEBHOOK_ALLOW_HTTP = True
            settings.WEBHOOK_ALLOWED_HOSTS = [f"{NAME}:{first.port}"]
            asked = names(NAME, [["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"]])
            assert outbound.post(f"http://{NAME}:{first.port}/", {}, b"") == 204
        assert asked == [NAME]
        assert len(first.got) == 1
        assert first.got[0].headers["host"] == f"{NAME}:{first.port}"
        assert second.got == []


class TestCertificates:
    def test_the_name_is_asked_for_and_checked(self, secure, names) -> None:
        names(NAME, [["127.0.0.1"]])
        assert outbound.post(f"https://{NAME}:{secure.port}/", {}, b"isi") == 204
        assert secure.served_names == [NAME]
        assert secure.got[0].headers["host"] == f"{NAME}:{secure.port}"

    def test_another_name_is_refused(self, secure, names) -> None:
        names("lain.example", [["127.0.0.1"]])
        with pytest.raises(OutboundError, match="Sertifikat"):
            outbound.post(f"https://lain.example:{secure.port}/", {}, b"isi")
        assert secure.got == []

    def test_an_unknown_authority_is_refused(self, secure, names, monkeypatch) -> None:
        monkeypatch.delenv("SSL_CERT_FILE")
        names(NAME, [["127.0.0.1"]])
        with pytest.raises(OutboundError, match="Sertifikat"):
            outbound.post(f"https://{NAME}:{secure.port}/", {}, b"isi")
        assert secure.got == []

    def test_a_receiver_without_tls_is_refused(self, settings, names) -> None:
        with receiving() as plain:
            settings.WEBHOOK_ALLOWED_HOSTS = [f"{NAME}:{plain.port}"]
            names(NAME, [["127.0.0.1"]])
            with pytest.raises(OutboundError, match="dihubungi"):
                outbound.post(f"https://{NAME}:{plain.port}/", {}, b"isi")


class TestLimits:
    @pytest.fixture(autouse=True)
    def one_second(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(outbound, "TOTAL_SECONDS", 1)

    def took(self, alamat: str) -> float:
        """The receivers here would take half a minute and more."""
        began = time.monotonic()
        with pytest.raises(OutboundError, match="waktunya"):
            outbound.post(alamat, {}, b"isi")
        return time.monotonic() - began

    def test_a_silent_receiver(self, receiver) -> None:
        receiver.seconds = 30
        assert self.took(f"http://127.0.0.1:{receiver.port}/") < 20

    def test_a_receiver_that_trickles(self, receiver) -> None:
        receiver.trickle = True
        assert self.took(f"http://127.0.0.1:{receiver.port}/") < 20

    def test_a_receiver_that_trickles_over_tls(self, secure, names) -> None:
        secure.trickle = True
        names(NAME, [["127.0.0.1"]])
        assert self.took(f"https://{NAME}:{secure.port}/") < 20

    def test_a_body_without_end_is_not_read(self, receiver) -> None:
        receiver.body = b"a" * 50_000_000
        assert post_to(receiver) == 204
        assert receiver.cut_short.wait(20)

    def test_headers_without_end_are_refused(self, receiver) -> None:
        receiver.headers = {f"X-{n}": "a" for n in range(200)}
        with pytest.raises(OutboundError, match="dihubungi"):
            post_to(receiver)

    def test_nobody_there(self, settings) -> None:
        with receiving() as gone:
            pass
        settings.WEBHOOK_ALLOW_HTTP = True
        settings.WEBHOOK_ALLOWED_HOSTS = [f"127.0.0.1:{gone.port}"]
        with pytest.raises(OutboundError, match="dihubungi"):
            post_to(gone)

    def test_a_name_that_is_not(self) -> None:
        with pytest.raises(OutboundError, match="tidak ditemukan"):
            outbound.post("https://tidak-ada.invalid/", {}, b"")
