"""25 wrong passwords stop who guesses, and nobody else."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils import timezone

from tests.cms import english
from tests.cms.login.browser import Browser
from tests.reviews.builders import PASSWORD

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

HERE, ELSEWHERE = "127.0.0.2", "127.0.0.3"
WRONG = 25
CSRF = re.compile(r"\b[A-Za-z0-9]{64}\b")


def guess(browser: Browser, username: str, times: int = WRONG) -> list[int]:
    return [browser.log_in(username, f"salah-{n}").status for n in range(times)]


def lets_in(browser: Browser, username: str) -> bool:
    answer = browser.log_in(username, PASSWORD)
    return (answer.status, answer.headers["Location"]) == (302, "/admin/")


def test_a_guesser_is_stopped_and_nobody_else(
    url: str, holder: User, colleague: User
) -> None:
    own = Browser(url, HERE)
    for _ in range(12):
        assert lets_in(own, holder.username), "the right password costs nothing"
        own.log_out()

    assert guess(Browser(url, HERE), holder.username) == [200] * 10 + [429] * 15
    refused = Browser(url, HERE).log_in(holder.username, PASSWORD)
    assert refused.status == 429
    assert refused.headers["Retry-After"] == "900"
    assert "Mohon tunggu 15 menit" in refused.text
    assert not list(english.in_page(refused.text))

    assert lets_in(own, holder.username), "on the browser he has come in with before"
    assert lets_in(Browser(url, ELSEWHERE), holder.username), "from another address"
    assert lets_in(Browser(url, HERE), colleague.username), "behind the same address"
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16)):
        assert lets_in(Browser(url, HERE), holder.username), "after a while"


def test_one_browser_guesses_no_more_than_another(url: str, holder: User) -> None:
    own = Browser(url, HERE)
    assert lets_in(own, holder.username)
    own.log_out()
    assert guess(own, holder.username, 12) == [200] * 10 + [429] * 2
    assert lets_in(Browser(url, HERE), holder.username)


def test_what_a_caller_writes_does_not_count(url: str, holder: User) -> None:
    """Another browser, header, spelling or cookie each time: the same guesser."""
    stranger = Browser(url, HERE)
    assert lets_in(Browser(url, HERE), holder.username)
    found = []
    for n in range(12):
        stranger.cookies = {"naskah_peramban": f"tebak{n}:tebak:tebak"}
        name = holder.username.upper() if n % 2 else holder.username
        headers = {"X_Forwarded_For": f"203.0.113.{n}", "User_Agent": f"lain {n}"}
        found.append(stranger.log_in(f" {name} ", f"salah-{n}", **headers).status)
    assert found == [200] * 10 + [429] * 2


def test_behind_our_proxy_the_last_address_counts(
    url: str, holder: User, settings: SettingsWrapper
) -> None:
    settings.TRUST_PROXY = True
    proxy = Browser(url)
    found = [
        proxy.log_in(
            holder.username, "salah", X_Forwarded_For=f"{n}, 203.0.113.1"
        ).status
        for n in range(11)
    ]
    assert found == [200] * 10 + [429]
    there = {"X_Forwarded_For": "203.0.113.2"}
    assert proxy.log_in(holder.username, PASSWORD, **there).status == 302


def test_an_unknown_name_is_answered_as_a_known_one(url: str, holder: User) -> None:
    answers = []
    for name in (holder.username, "tidak-ada-orangnya"):
        browser = Browser(url, HERE)
        wrong = browser.log_in(name, "salah").text
        guess(browser, name, 10)
        refused = browser.log_in(name, "salah").text
        answers.append(
            [CSRF.sub("", text.replace(name, "")) for text in (wrong, refused)]
        )
    assert answers[0] == answers[1]
    assert "tidak sesuai" in answers[0][0]


def test_many_names_from_one_address_come_to_an_end(
    url: str, holder: User, settings: SettingsWrapper
) -> None:
    """And the way in stays open from elsewhere, and on a browser that is known."""
    rates = settings.ACCOUNT_RATE_LIMITS
    assert rates["login_failed"] == "10/15m/key,150/15m/ip"
    settings.ACCOUNT_RATE_LIMITS = {**rates, "login_failed": "10/15m/key,15/15m/ip"}
    own = Browser(url, HERE)
    assert lets_in(own, holder.username)
    own.log_out()
    stranger = Browser(url, HERE)
    found = [stranger.log_in(f"orang{n // 10}", "salah").status for n in range(16)]
    assert found == [200] * 15 + [429]
    assert lets_in(own, holder.username)
    assert lets_in(Browser(url, ELSEWHERE), holder.username)
    # What the address was refused is not counted for the name as well.
    assert guess(stranger, holder.username, 12) == [429] * 12
    settings.ACCOUNT_RATE_LIMITS = rates
    assert lets_in(Browser(url, HERE), holder.username)


def test_an_address_is_counted_as_the_name_that_it_stands_for(
    url: str, holder: User
) -> None:
    holder.email = "siti@kantor.example"
    holder.save()
    stranger = Browser(url, HERE)
    found = guess(stranger, holder.email, 5) + guess(stranger, holder.username, 6)
    assert found == [200] * 10 + [429]
