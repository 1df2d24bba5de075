"""The heaps of the desk as panels of Wagtail's home."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from reviews.desk.desk import desk_of
from reviews.desk.together import may_be_done_together

SHOWN = 25


class DeskPanel(Component):
    """One heap; nothing is shown of an empty one."""

    heap = ""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        rows = getattr(desk_of(request), self.heap)
        shown = len(rows) if "semua" in request.GET else SHOWN
        return {
            "rows": rows[:shown],
            "more": max(len(rows) - shown, 0),
            "count": len(rows),
            "all_url": f"{reverse('wagtailadmin_home')}?semua=1",
        }


class MenungguPanel(DeskPanel):
    name = "menunggu"
    heap = "timed"
    template_name = "reviews/meja/menunggu.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        together = [
            row.state_id for row in context["rows"] if may_be_done_together(row)
        ]
        return {
            **context,
            "together": together if len(together) > 1 else [],
            "nothing": desk_of(parent_context["request"]).is_clear,
        }


class DikembalikanPanel(DeskPanel):
    name = "dikembalikan"
    heap = "returned"
    template_name = "reviews/meja/dikembalikan.html"
    order = 40


class DisposisiPanel(DeskPanel):
    name = "disposisi_belum_dibaca"
    heap = "unread"
    template_name = "reviews/meja/belum_dibaca.html"
    order = 60


class TerusanPanel(DeskPanel):
    name = "anda_teruskan"
    heap = "sent"
    template_name = "reviews/meja/terusan.html"
    order = 70


PANELS = (DikembalikanPanel, MenungguPanel, DisposisiPanel, TerusanPanel)
