"""Which type a canonical form belongs to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps

from pages.content.form import Form

if TYPE_CHECKING:
    from collections.abc import Iterator


def models_with_forms() -> Iterator[Any]:
    for model in apps.get_models():
        if isinstance(getattr(model, "form", None), Form):
            yield model


@cache
def model_of(name: str) -> Any:
    """The model whose form bears ``name``; None if there is none, or no more."""
    named = (model for model in models_with_forms() if model.form.name == name)
    return next(named, None)
