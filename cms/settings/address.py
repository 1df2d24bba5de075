"""The address that people type, from which every other one follows.

``make run`` keeps it beside the data, so that a command run by hand, such as
``send_reminders``, writes the same links as the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cms.settings import env

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = "http://127.0.0.1:8000"
FILE = "alamat"


class Addresses(NamedTuple):
    """None ends in a slash. Headless pages stand on the public site."""

    own: str
    api: str
    public: str


def addresses(default: str = DEFAULT) -> Addresses:
    """What the environment names; ``default`` is where this server stands."""
    own = env.url("WAGTAILADMIN_BASE_URL", default).rstrip("/")
    api = env.url("WAGTAILAPI_BASE_URL", own).rstrip("/")
    public = env.url("PUBLIC_SITE_URL", own).rstrip("/")
    return Addresses(own, api, public)


def preview(public: str) -> dict[str, dict[str, str]]:
    """Where the public site shows a draft; the token is added as a parameter."""
    return {"CLIENT_URLS": {"default": f"{public}/pratinjau/"}}


def remembered(var: Path) -> str:
    """Where ``make run`` served the data in ``var`` last."""
    try:
        return (var / FILE).read_text(encoding="utf-8").strip() or DEFAULT
    except OSError:
        return DEFAULT


def remember(var: Path, own: str) -> None:
    (var / FILE).write_text(f"{own}\n", encoding="utf-8")
