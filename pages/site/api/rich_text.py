"""Rich text for the public: links to what is not public lose their address.

Wagtail's own expansion writes the path of a draft and the file name of a closed
document into ``href``; knowing that they exist is already too much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter
from wagtail.whitelist import Whitelister

from pages.content.stream import ids

if TYPE_CHECKING:
    from pages.site.api.targets import Targets

NO_LINK = "<a>"


def public_html(stored: str, targets: Targets) -> str:
    """``stored`` rich text as clean HTML that points at public targets only."""
    links = LinkRewriter(
        rules={
            "page": lambda attrs: link(targets.paths.get(target(attrs))),
            "document": lambda attrs: link(
                targets.documents.get(target(attrs), {}).get("url")
            ),
        }
    )
    embeds = EmbedRewriter(rules={"image": lambda attrs: image(attrs, targets)})
    html: str = Whitelister().clean(embeds(links(stored)))
    return html


def target(attrs: dict[str, Any]) -> int:
    """The id a tag points at; 0, which nothing has, where there is none."""
    return next(iter(ids(attrs.get("id"))), 0)


def link(url: str | None) -> str:
    return format_html('<a href="{}">', url) if url else NO_LINK


def image(attrs: dict[str, Any], targets: Targets) -> str:
    """An image inside the prose, in its middle size."""
    found = targets.images.get(target(attrs))
    if not found or "sedang" not in found["renditions"]:
        return ""
    alt = attrs.get("alt") or found["alt"]
    return format_html(
        '<img src="{}" alt="{}">', found["renditions"]["sedang"]["url"], alt
    )
