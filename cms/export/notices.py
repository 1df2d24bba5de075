"""What a web server without an application says where it has nothing."""

from __future__ import annotations

from functools import cache

from wagtail.api.v3.errors import PROBLEM_JSON, problem_response

from cms.export.ask import Reply

NOTICES = {
    404: ("Tidak ditemukan", "Alamat ini tidak ada atau isinya sudah ditarik."),
    405: ("Metode tidak didukung", "Alamat ini hanya menerima GET dan HEAD."),
}


@cache
def notices() -> dict[str, Reply]:
    """RFC 7807 bodies by the name of their file."""
    return {
        f"galat/{status}.json": Reply(
            problem_response(status=status, title=title, detail=detail).content,
            PROBLEM_JSON,
        )
        for status, (title, detail) in NOTICES.items()
    }
