"""What Wagtail saves on live pages beside their text; none of it is public content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import COMMENTS_RELATION_NAME

if TYPE_CHECKING:
    from collections.abc import Collection

HOUSEKEEPING = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "url_path",
        COMMENTS_RELATION_NAME,  # save_revision() names it; comments are not content
    }
)


def is_housekeeping(update_fields: Collection[str] | None) -> bool:
    """Whether a save of these fields alone leaves what the public reads as it is."""
    return update_fields is not None and HOUSEKEEPING.issuperset(update_fields)
