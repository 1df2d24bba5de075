"""The busiest endpoints without Django's stack: the same functions as its views call.

Whatever is not a plain, valid request is left to Django, which has the words for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from pages.reading import find
from pages.reading.kinds import every_kind
from pages.site.search.find import search
from pages.site.search.query import CariQuery
from pages.site.types import load

if TYPE_CHECKING:
    from typing import TypeVar

    from ninja import Schema

    from pages.reading.answer import Answer

    Q = TypeVar("Q", bound=Schema)

MAX_PARAMETERS = 50
load()
LISTS = {f"/api/v3/{kind.jenis}/": kind for kind in every_kind()}
SEARCH = "/api/v3/cari/"
DETAIL = re.compile(r"(/api/v3/[a-z-]+/)([1-9][0-9]{0,17})/")


def answer(path: str, query: str, coding: str) -> Answer | None:
    """The answer from the rows, or ``None`` where Django has to answer."""
    if path in LISTS:
        kind = LISTS[path]
        parsed = parse(query, kind.query)
        return find.listed(kind, parsed) if parsed else None
    if path == SEARCH:
        sought = parse(query, CariQuery)
        return search(sought) if sought else None
    detail = DETAIL.fullmatch(path)
    if detail and not query and (found := LISTS.get(detail[1])):
        return find.detail(found, int(detail[2]), coding)
    return None


def parse(query: str, schema: type[Q]) -> Q | None:
    """The parameters if they are known, valid and given once each."""
    if not query.isascii():
        return None
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_PARAMETERS)
        values = dict(pairs)
        if len(values) < len(pairs) or not values.keys() <= schema.model_fields.keys():
            return None
        return schema.model_validate(values)
    except ValueError:  # pydantic's own error is one
        return None
