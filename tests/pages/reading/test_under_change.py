"""Whatever happens to pages, readers get what a fresh rendering would give them."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from pages.content.public import public_pages
from pages.reading import state
from pages.reading.kinds import every_kind
from pages.reading.rebuild import candidates, differences
from pages.reading.text import chosen
from tests.cms.front.conftest import Caller, kept_connection  # noqa: F401
from tests.cms.queue import work
from tests.pages.reading.world import ACTS, SECRET, World
from tests.reviews.arena import runs, undone

if TYPE_CHECKING:
    from pages.reading.kinds import Kind

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HOURS = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
EVERYWHERE = (
    "/api/v3/berita/?fields=judul,isi,gambar,lampiran,url,instansi",
    "/api/v3/informasi-publik/?fields=judul,berkas,url",
    "/api/v3/laman/?fields=judul,isi,url",
    "/api/v3/pengumuman/?fields=judul,isi,url",
    f"/api/v3/berita/?q={SECRET}",
    "/api/v3/dip/",
    "/umpan/berita.rss",
    "/umpan/berita.atom",
    "/umpan/berita.json",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/api/v2/pages/?fields=*",
    "/api/v3/pages/",
)


def fresh(kind: Kind) -> list[dict[str, Any]]:
    """What the list of ``kind`` must hold now, made from the pages themselves."""
    pages = list(public_pages(kind.model).select_related(*kind.related))
    return [
        kind.detail.model_validate(values).model_dump(mode="json")
        for values in kind.represent(pages)
    ]


def check(readers: list[Caller]) -> None:
    """Rows, lists and details are as the pages are; secrets stand nowhere."""
    work()  # sizes of pictures join their pages
    state.current()  # whoever reads first takes off what has expired
    assert list(differences(candidates())) == []
    for kind in every_kind():
        expected = {value["id"]: value for value in fresh(kind)}
        for reader in readers:
            got = reader.get(f"/api/v3/{kind.jenis}/?limit=100")
            items = json.loads(got.body)["items"]
            assert {item["id"]: item for item in items} == {
                pk: chosen(value, kind.short) for pk, value in expected.items()
            }
            for pk, value in expected.items():
                detail = reader.get(f"/api/v3/{kind.jenis}/{pk}/")
                assert json.loads(detail.body) == value
    for path in EVERYWHERE:
        for reader in readers:
            got = reader.get(path)
            wanted = 200 if is_listed(path, reader) else 404
            assert got.status == wanted, (path, got.body)
            assert SECRET.encode() not in got.body.replace(b"q=" + SECRET.encode(), b"")


def is_listed(path: str, reader: Caller) -> bool:
    """Of sitemaps, whether the index names it: one without a page is not there."""
    return "sitemap-" not in path or path.encode() in reader.get("/sitemap.xml").body


@runs(3, deep=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(ACTS), st.integers(0, 20), st.integers(0, 20)),
        min_size=5,
        max_size=15,
    )
)
def test_every_answer_is_fresh(acts: list[tuple[str, int, int]]) -> None:
    with (
        undone(),
        time_machine.travel(HOURS) as clock,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("pages.reading.state.MAX_AGE", 0.0)
        world, readers = World(), [Caller(), Caller()]
        for number in range(len(world.pages)):
            world.do("publish", number, number + 1)
        check(readers)
        for at, (act, number, other) in enumerate(acts):
            world.do(act, number, other)
            check(readers if at % 3 == 0 else readers[:1])
            clock.shift(dt.timedelta(minutes=1))
        world.do("expire", 0, 0)
        clock.shift(dt.timedelta(hours=2))
        check(readers)
