"""What ``pages`` says of itself."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.dispatch import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    R = TypeVar("R", bound=Callable[..., None])

# A page of ours was saved whole, with its tags and the paths of what lies below it:
# ``post_save`` comes before these are written. Arguments: instance, update_fields.
page_written = Signal()
# What the public is shown of an image or a document is all there now. Argument: item.
file_completed = Signal()


# Files are put into another collection by ``update()``, as Wagtail's bulk action does.
# Arguments: files, the rows as they are; instance, whose ``collection`` they go to.
files_moved = Signal()


def unless_raw(receive: R) -> R:
    """``receive``, but not of fixtures: they come in no order and bring all they need.

    After ``loaddata`` of pages alone, ``manage.py rebuild_reading`` makes the rest.
    """

    @wraps(receive)
    def received(*args: Any, **kwargs: Any) -> None:
        if not kwargs.get("raw"):
            receive(*args, **kwargs)

    return received  # type: ignore[return-value]
