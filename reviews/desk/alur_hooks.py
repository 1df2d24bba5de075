"""What an editor is told of the way before his text, where it leads nowhere yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail import hooks
from wagtail.admin import messages

from pages.errors import NaskahError
from pages.models import NaskahPage
from reviews.engine.receivers import ASSIGNED, RELEASED
from reviews.rounds.assignment import may_publish

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.log_actions import LogActionRegistry
    from wagtail.models import Page

WAITING = (
    "Belum ada SOP yang berlaku untuk halaman ini. Naskah disimpan sebagai konsep, dan "
    "dapat diajukan setelah administrator memberlakukan SOP instansi."
)
STUCK = (
    "Naskah ini diajukan pada alur “{alur}”, yang tidak dapat menayangkannya. Pilih "
    "“Batalkan alur” pada menu penyunting; naskah kembali menjadi konsep."
)


def obstacle(page: Page) -> str | None:
    """Why a text at or below ``page`` goes no further as it stands; ``None``: it does."""
    state = page.current_workflow_state if isinstance(page, NaskahPage) else None
    if state is None:
        return None if page.has_workflow else WAITING
    if may_publish(state.workflow, page.instansi):
        return None
    return STUCK.format(alur=state.workflow)


@hooks.register("before_create_page")
def tell_before_writing(request: HttpRequest, parent: Any, model: type) -> None:
    if issubclass(model, NaskahPage):
        tell(request, parent.specific)


@hooks.register("before_edit_page")
def tell_before_editing(request: HttpRequest, page: Any) -> None:
    if not isinstance(page, NaskahPage):
        return
    tell(request, page)
    if "action-restart-workflow" in request.POST:
        refuse_restart(page)


def tell(request: HttpRequest, page: Page) -> None:
    reason = obstacle(page) if request.method == "GET" else None
    if reason:
        messages.warning(request, reason)


def refuse_restart(page: NaskahPage) -> None:
    """A round goes on though its SOP was retired; a new one has none to follow."""
    if page.get_parent().specific.get_workflow() is None:
        raise NaskahError(
            "SOP naskah ini sudah tidak berlaku; alurnya tidak dapat diulang dari awal. "
            "Ajukan kembali kepada langkah yang mengembalikannya."
        )


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action(ASSIGNED, "Alur ditetapkan", "Menetapkan alur")
    actions.register_action(RELEASED, "Alur dilepaskan", "Melepaskan alur")
