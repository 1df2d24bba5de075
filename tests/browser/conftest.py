"""A real browser against the real admin; every act is a click."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

from tests.browser.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def browser(
    require: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    """Chromium.

    Playwright keeps an event loop in this thread, and Django's ORM would refuse to
    work beside it.
    """
    path = require("chromium")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        # Beside a running loop Django keeps connections of their own; PostgreSQL would
        # not let the test database go while one is open.
        connections.close_all()
        browser.close()


@pytest.fixture
def desks(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> Callable[[str], Desk]:
    """``desks("user")``: that person's own browser window, logged in once."""
    folder = os.environ.get("SCREENSHOTS", str(tmp_path))
    opened: dict[str, Desk] = {}

    def open_desk(username: str) -> Desk:
        if username not in opened:
            context = browser.new_context(
                base_url=live_server.url, viewport={"width": 1360, "height": 900}
            )
            context.set_default_timeout(30_000)
            opened[username] = Desk(context.new_page(), username, folder)
        return opened[username]

    return open_desk
