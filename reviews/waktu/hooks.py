"""The calendars of the offices in the admin, and how a deadline looks."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def deadline_style() -> str:
    """Deadlines stand on many screens, Wagtail's own among them."""
    return format_html('<link rel="stylesheet" href="{}">', static("reviews/waktu.css"))
