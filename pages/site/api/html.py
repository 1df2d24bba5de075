"""The blocks of a page as plain, semantic HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY = SafeString("")
ROW_HEADER = {"row", "both"}
# A column of prose: as wide as the window, up to the middle size.
WIDTHS = "(min-width: 960px) 960px, 100vw"
COLUMN_HEADER = {"column", "both"}


def html_of(shown: list[dict[str, Any]]) -> str:
    """HTML of blocks as :meth:`pages.site.api.targets.Targets.show` gives them."""
    return "\n".join(filter(None, (one(block) for block in shown)))


def one(block: dict[str, Any]) -> SafeString:
    render = RENDERERS[block["type"]]
    return render(block["value"]) if block["value"] else EMPTY


def subjudul(value: str) -> SafeString:
    return format_html("<h2>{}</h2>", value)


def teks(value: str) -> SafeString:
    return mark_safe(value)  # noqa: S308 - cleaned by pages.site.api.rich_text


def gambar(value: dict[str, Any]) -> SafeString:
    image = value["gambar"]
    if not image or "sedang" not in image["renditions"]:
        return EMPTY
    size = image["renditions"]["sedang"]
    tag = format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" '
        'alt="{}" loading="lazy" decoding="async"></picture>',
        sources(image["sumber"][:-1]),
        size["url"],
        image["sumber"][-1]["srcset"],
        WIDTHS,
        size["lebar"],
        size["tinggi"],
        value["alt"] or image["alt"],
    )
    caption = value["keterangan"]
    below = format_html("<figcaption>{}</figcaption>", caption) if caption else EMPTY
    return format_html("<figure>{}{}</figure>", tag, below)


def sources(formats: list[dict[str, str]]) -> SafeString:
    """The formats a browser may choose from, the best first."""
    return format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((one["jenis"], one["srcset"], WIDTHS) for one in formats),
    )


def kutipan(value: dict[str, Any]) -> SafeString:
    source = value["sumber"]
    cite = format_html("<footer>{}</footer>", source) if source else EMPTY
    return format_html("<blockquote><p>{}</p>{}</blockquote>", value["kutipan"], cite)


def tabel(value: dict[str, Any]) -> SafeString:
    header = value.get("table_header_choice") or ""
    rows = [
        table_row(cells, heads=number == 0 and header in ROW_HEADER, header=header)
        for number, cells in enumerate(value.get("data") or [])
    ]
    caption = value.get("table_caption")
    above = format_html("<caption>{}</caption>", caption) if caption else EMPTY
    body = format_html_join("", "{}", ((row,) for row in rows))
    return format_html("<table>{}<tbody>{}</tbody></table>", above, body)


def table_row(cells: list[Any], *, heads: bool, header: str) -> SafeString:
    """One row; ``heads``: all its cells are headings of their columns."""
    return format_html(
        "<tr>{}</tr>",
        format_html_join(
            "",
            "{}",
            (
                (cell(text, scope(number, heads=heads, header=header)),)
                for number, text in enumerate(cells)
            ),
        ),
    )


def scope(number: int, *, heads: bool, header: str) -> str:
    """What the cell heads: a column, a row, or (empty) nothing."""
    if heads:
        return "col"
    return "row" if number == 0 and header in COLUMN_HEADER else ""


def cell(text: Any, heads: str) -> SafeString:
    shown = "" if text is None else text
    if heads:
        return format_html('<th scope="{}">{}</th>', heads, shown)
    return format_html("<td>{}</td>", shown)


def dokumen(value: dict[str, Any]) -> SafeString:
    return format_html('<p><a href="{}">{}</a></p>', value["url"], value["judul"])


def embed(value: dict[str, Any]) -> SafeString:
    if not value["url"].startswith("https://"):
        return EMPTY
    return format_html(
        '<p><a href="{}" rel="noopener noreferrer">{}</a></p>',
        value["url"],
        value["judul"],
    )


def galeri(value: list[dict[str, Any]]) -> SafeString:
    figures = format_html_join("", "{}", ((gambar(item),) for item in value))
    return format_html('<div class="galeri">{}</div>', figures)


RENDERERS: dict[str, Callable[[Any], SafeString]] = {
    "subjudul": subjudul,
    "teks": teks,
    "gambar": gambar,
    "kutipan": kutipan,
    "tabel": tabel,
    "dokumen": dokumen,
    "embed": embed,
    "galeri": galeri,
}
