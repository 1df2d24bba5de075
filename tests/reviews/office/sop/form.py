"""The form of an SOP as a browser posts it."""

from __future__ import annotations

from typing import Any

from reviews.office.sop.forms import DokumenForm
from reviews.sop.kinds import Jenis


def posted(data: dict[str, Any]) -> dict[str, Any]:
    """What a browser sends of the form that shows ``data``."""
    form = DokumenForm(data)
    sent: dict[str, Any] = {"jumlah": str(len(form.langkah))}
    for part in (form.identitas, *form.langkah):
        for field in part:
            value = field.value()
            text = value.replace("\n", "\r\n") if isinstance(value, str) else value
            if field.name == "jenis_tambahan":
                text = sorted(text or (), key=list(Jenis).index)
            sent[field.html_name] = "" if text is None else text
    return sent
