"""Rich text as stored, without its references to what is not public.

Wagtail writes what a reference points at in several ways: the path of a draft and the
name of a closed file as HTML or Markdown, their ids as stored. Readers without a right
to them get the words alone, in whichever form they ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html_join
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter

from pages.content.public import public_files, public_pages
from pages.content.stream import References, ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    Rule = Callable[[dict[str, str]], str]


def public_source(stored: str) -> str:
    """``stored`` with links and images that lead to public targets only."""
    found = References()
    found.read_html(stored)
    links = LinkRewriter(
        rules={
            "page": keep("a", among(public_pages(Page), found.pages), "<a>"),
            "document": keep(
                "a", among(public_files(get_document_model()), found.documents), "<a>"
            ),
        }
    )
    embeds = EmbedRewriter(
        rules={
            "image": keep(
                "embed", among(public_files(get_image_model()), found.images), ""
            ),
            "media": lambda attrs: tag("embed", attrs),
        }
    )
    html: str = embeds(links(stored))
    return html


def among(targets: QuerySet[Page], pks: set[int]) -> set[int]:
    """Those of ``pks`` that ``targets`` holds; no query where there are none."""
    return set(targets.filter(pk__in=pks).values_list("pk", flat=True)) if pks else pks


def keep(name: str, public: set[int], otherwise: str) -> Rule:
    """A rule that leaves a tag as it is, or puts ``otherwise`` in its place."""
    return lambda attrs: (
        tag(name, attrs) if ids(attrs.get("id")) & public else otherwise
    )


def tag(name: str, attrs: dict[str, str]) -> str:
    inside = format_html_join("", ' {}="{}"', attrs.items())
    return f"<{name}{inside}>" if name == "a" else f"<{name}{inside}/>"
