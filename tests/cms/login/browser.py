"""A browser somewhere: its own address, its own cookies, forms as they were sent to it."""

from __future__ import annotations

import http.client
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from lxml import html

LOGIN = "/admin/login/"


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


class Browser:
    """``address`` is any of 127.0.0.0/8: a server on this host sees it as the caller's."""

    def __init__(self, url: str, address: str = "127.0.0.1") -> None:
        self.netloc = urlsplit(url).netloc
        self.address = address
        self.cookies: dict[str, str] = {}

    def ask(
        self, path: str, form: dict[str, str] | None = None, **headers: str
    ) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if form is not None:
            named["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(
            self.netloc, timeout=30, source_address=(self.address, 0)
        )
        try:
            method, body = ("GET", None) if form is None else ("POST", urlencode(form))
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(answer.status, answer.headers, text)

    def send(self, path: str, **typed: str | None) -> Answer:
        """The longest form at ``path``, with what is typed over; None empties a field."""
        page = html.fromstring(self.ask(path).text)
        form = max(page.forms, key=lambda form: len(form.fields))
        values = {**dict(form.form_values()), **typed}
        return self.ask(
            path, {name: value for name, value in values.items() if value is not None}
        )

    def log_in(self, username: str, password: str, **headers: str) -> Answer:
        if "csrftoken" not in self.cookies:
            self.ask(LOGIN)
        form = {"username": username, "password": password}
        token = {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        return self.ask(LOGIN, {**form, **token}, **headers)

    def log_out(self) -> None:
        self.cookies.pop("sessionid", None)
