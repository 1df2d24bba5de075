"""What is forgotten of a form would show in a digest only, and stay there for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.checks import Error, register
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.blocks import ChooserBlock
from wagtail.fields import StreamField

from pages.content.blocks import CHOOSERS
from pages.content.registry import models_with_forms
from pages.models import NaskahPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.apps import AppConfig
    from django.core.checks import CheckMessage
    from wagtail.blocks import Block


@register()
def check_forms(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    pages = [model for model in apps.get_models() if issubclass(model, NaskahPage)]
    return [
        *twice_named(models_with_forms()),
        *(fault for page in pages for fault in page_faults(page)),
    ]


def twice_named(models: Iterator[Any]) -> Iterator[CheckMessage]:
    named: dict[str, Any] = {}
    for model in models:
        first = named.setdefault(model.form.name, model)
        if first is not model:
            reason = f"Its form bears the name of the form of {first.__name__}."
            yield Error(reason, obj=model, id="pages.E001")


def page_faults(page: type[NaskahPage]) -> Iterator[CheckMessage]:
    if not hasattr(page, "form"):
        hint = "See docs/how-to/fields-and-blocks.md."
        yield Error("It declares no form.", hint=hint, obj=page, id="pages.E002")
    for name in page.public_fields:
        if not has_identity(page._meta.get_field(name)):
            reason = f"The rows that “{name}” leads to have no uuid to be named by."
            yield Error(reason, obj=page, id="pages.E004")
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in choosers(field.stream_block):
                reason = (
                    f"“{block.name}” would stand in digests by the number of a row."
                )
                hint = "Add its kind to pages.content.blocks.CHOOSERS."
                yield Error(reason, hint=hint, obj=field, id="pages.E003")


def has_identity(field: Any) -> bool:
    """A column says itself, a tag its slug, and all else is told by its UUID."""
    if not field.is_relation or isinstance(field, ClusterTaggableManager):
        return True
    return hasattr(field.related_model, "uuid")


def choosers(block: Block) -> Iterator[Block]:
    """Those in ``block`` whose identity nobody knows."""
    if isinstance(block, ChooserBlock) and not isinstance(block, tuple(CHOOSERS)):
        yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from choosers(child)
    if child := getattr(block, "child_block", None):
        yield from choosers(child)
