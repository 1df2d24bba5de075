"""One query to the vocabulary, one to the index, and the answer from what they give.

The work is bounded whatever the words: the newest :data:`DEPTH` hits are looked at,
ranked and counted. They are ranked by tier (the words in the title, as written,
in another form), then by how well they match where that is cheap to know, then by date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from pages.search.dialects import dialect
from pages.search.entry import FIRST_DATED, LAST, PAGE, filter_word, key_of
from pages.search.plan import make_plan
from pages.search.terms import terms
from pages.site.search.answer import answer

if TYPE_CHECKING:
    from pages.reading.answer import Answer
    from pages.search.plan import Plan
    from pages.site.search.query import CariQuery

DEPTH = 200  # hits that are looked at, the newest first
TITLES = 100  # the same for hits in the title
CHEAP = 10_000  # postings that may be read to rank by frequency

# Tables of a hit: k (key), t (tier), s (score). The row of a page that is not public
# does not exist; one whose time is up is left out here.
SEARCH = f"""
WITH hit AS MATERIALIZED ({{hits}}),
publik AS MATERIALIZED (
  SELECT b.k, b.t, b.s, r.page_id, r.jenis, r.golongan, r.instansi_id
  FROM (SELECT k, MIN(t) AS t, MIN(s) AS s FROM hit GROUP BY k) AS b
  JOIN pages_readrow r ON r.page_id = b.k & {PAGE}
  WHERE r.berakhir_pada IS NULL OR r.berakhir_pada > %s
),
halaman AS (SELECT * FROM publik ORDER BY t, s, k DESC LIMIT %s OFFSET %s)
SELECT 0 AS bagian, p.t, p.s, p.k, r.page_id, r.jenis, r.judul, r.tanggal, r.path,
  d.ringkasan, d.isi, o.page_id AS kantor, o.judul AS nama, o.slug
FROM halaman p
JOIN pages_readrow r ON r.page_id = p.page_id
JOIN pages_searchtext d ON d.kunci = p.k
LEFT JOIN pages_readrow o ON o.page_id = p.instansi_id
UNION ALL
SELECT 1, 0, 0.0, COUNT(*), 0, jenis, golongan, NULL, '', '', '', NULL, '', ''
FROM publik GROUP BY jenis, golongan
UNION ALL
SELECT 2, 0, 0.0, f.banyak, 0, '', '', NULL, '', '', '', o.page_id, o.judul, o.slug
FROM (
  SELECT instansi_id, COUNT(*) AS banyak FROM publik GROUP BY instansi_id
) AS f
JOIN pages_readrow o ON o.page_id = f.instansi_id
UNION ALL
SELECT 3, t, 0.0, COUNT(*), 0, '', '', NULL, '', '', '', NULL, '', ''
FROM hit WHERE t > 0 GROUP BY t
"""  # noqa: S608 - own names


def search(query: CariQuery) -> Answer:
    """The answer of ``/api/v3/cari/``; at most two queries."""
    found_terms = terms(query.q)
    if not found_terms:
        return answer([])
    plan = make_plan(query, found_terms)
    if query.instansi is not None and plan.office is None:
        return answer([], plan)
    with connection.cursor() as cursor:
        cursor.execute(*statement(query, plan))
        return answer(cursor.fetchall(), plan, depth=DEPTH)


def statement(query: CariQuery, plan: Plan) -> tuple[str, list[Any]]:
    """The query to the index, with its parameters."""
    tiers = [(plan.exact, "judul", TITLES), (plan.exact, "", DEPTH)]
    if plan.wide != plan.exact:
        tiers.append((plan.wide, "", DEPTH))
    needed, span, scored = filters(query, plan), span_of(query), plan.work <= CHEAP
    hits, params = [], []
    for tier, (groups, part, limit) in enumerate(tiers):
        expression = dialect().expression(groups, part=part, needed=needed)
        sql, values = dialect().hits(
            tier, limit, expression, span, part=part, scored=scored
        )
        hits.append(sql)
        params += values
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    text = SEARCH.format(hits=" UNION ALL ".join(hits))
    return text, [*params, now, query.limit, query.offset]


def filters(query: CariQuery, plan: Plan) -> list[str]:
    """The filter words that a hit must have."""
    chosen = {
        "jenis": query.jenis,
        "instansi": plan.office,
        "golongan": query.golongan,
    }
    return [filter_word(*one) for one in chosen.items() if one[1] is not None]


def span_of(query: CariQuery) -> tuple[int, int]:
    """The keys of the dates asked for; undated pages lie on no date."""
    first = key_of(query.dari, 0) if query.dari else 0
    last = key_of(query.sampai, PAGE) if query.sampai else LAST
    dated = query.dari or query.sampai
    return max(first, FIRST_DATED if dated else 0), last
