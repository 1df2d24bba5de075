"""The clock of an office, read and set in its own time."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB)


def on_clock(moment: dt.datetime | None) -> str:
    assert moment is not None
    return f"{moment.astimezone(WIB):%d %H.%M}"
