"""Signatures, read with the very example of the documentation."""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine

from cms.models import PengirimanWebhook, Webhook
from cms.webhooks.signature import headers_of, rahasia_of

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[3] / "docs" / "reference" / "webhook.md"
BODY = '{"type":"uji","judul":"Pasar Èbè"}'.encode()


@pytest.fixture(scope="module")
def verify() -> Callable[[str, dict[str, str], bytes], bool]:
    """``verify`` as docs/reference/webhook.md gives it."""
    example = re.search(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert example
    namespace: dict[str, Callable[[str, dict[str, str], bytes], bool]] = {}
    exec(example[1], namespace)  # noqa: S102
    return namespace["verify"]


@pytest.fixture
def message() -> PengirimanWebhook:
    return PengirimanWebhook(webhook=Webhook(alamat="https://a.example/"))


def test_the_example_verifies_what_is_sent(message, verify) -> None:
    secret = rahasia_of(message.webhook)
    assert verify(secret, headers_of(message, BODY), BODY)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "lain"},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": ""},
    ],
)
def test_it_refuses_what_was_changed(message, verify, change) -> None:
    headers = {**headers_of(message, BODY), **change}
    assert not verify(rahasia_of(message.webhook), headers, BODY)


def test_it_refuses_another_time(message, verify) -> None:
    headers = headers_of(message, BODY)
    later = str(int(headers["webhook-timestamp"]) + 1)
    changed = {**headers, "webhook-timestamp": later}
    assert not verify(rahasia_of(message.webhook), changed, BODY)


@pytest.mark.parametrize(("age", "taken"), [(299, True), (301, False)])
def test_a_recording_is_not_taken_for_long(message, verify, age, taken) -> None:
    with time_machine.travel(dt.datetime(2026, 3, 2, tzinfo=dt.UTC), tick=False) as now:
        headers = headers_of(message, BODY)
        now.shift(age)
        assert verify(rahasia_of(message.webhook), headers, BODY) is taken


def test_it_refuses_another_body_or_secret(message, verify) -> None:
    headers = headers_of(message, BODY)
    assert not verify(rahasia_of(message.webhook), headers, BODY + b" ")
    assert not verify(rahasia_of(Webhook()), headers, BODY)


def test_the_standard_by_hand(message) -> None:
    """As the specification words it: ``{id}.{timestamp}.{body}``, keyed by the bytes."""
    headers = headers_of(message, BODY)
    key = base64.b64decode(rahasia_of(message.webhook).removeprefix("whsec_"))
    assert 24 <= len(key) <= 64
    signed = b".".join(
        [
            headers["webhook-id"].encode(),
            headers["webhook-timestamp"].encode(),
            BODY,
        ]
    )
    expected = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["webhook-id"] == str(message.pk)


def test_a_replaced_key_signs_along_until_it_is_dropped(
    message, verify, settings
) -> None:
    before = rahasia_of(message.webhook)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "kunci-baru-yang-cukup-panjang-untuk-uji-ini-0123456789"
    headers = headers_of(message, BODY)
    assert rahasia_of(message.webhook) != before
    assert verify(before, headers, BODY)
    assert verify(rahasia_of(message.webhook), headers, BODY)
    settings.SECRET_KEY_FALLBACKS = []
    assert not verify(before, headers_of(message, BODY), BODY)


def test_nothing_stored_signs(message) -> None:
    stored = " ".join(str(value) for value in vars(message.webhook).values())
    assert rahasia_of(message.webhook).removeprefix("whsec_") not in stored
