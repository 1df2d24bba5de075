"""Steps of all SOPs in one query each time, whatever their types and number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps

from reviews.papers.langkah import LangkahTask
from reviews.rounds import progress
from reviews.sop.kinds import PEMERIKSAAN, Jenis

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from django.db.models import QuerySet

FIELDS = ("pk", "name", "jenis", "nomor", "empat_mata", "boleh_menyunting", "sop_id")
PLACE = ("workflow_tasks__workflow", "workflow_tasks__sort_order")


@dataclass
class Step:
    """What the desk asks of a task, without a query for its type."""

    pk: int
    name: str
    jenis: list[str]
    nomor: int | None
    empat_mata: str
    boleh_menyunting: bool
    sop_id: int | None
    posts: set[int] = field(default_factory=set)

    @property
    def kinds(self) -> tuple[Jenis, ...]:
        return tuple(Jenis(kind) for kind in self.jenis)

    @property
    def is_check(self) -> bool:
        return not PEMERIKSAAN.isdisjoint(self.kinds)


def steps_of_posts(posts: Collection[int]) -> dict[int, Step]:
    """Every step that one of ``posts`` carries out, by id, with all its posts."""

    def held(steps: QuerySet[Any]) -> QuerySet[Any]:
        mine = steps.model.jabatan.through.objects.filter(jabatan__in=posts)
        return steps.filter(pk__in=mine.values(f"{steps.model._meta.model_name}_id"))

    found: dict[int, Step] = {}
    for row in step_rows(held):
        collect(found, row)
    return found


def writing_posts(workflow_ids: Collection[int]) -> dict[int, set[int]]:
    """By workflow: the posts of the steps that write its text."""
    if not workflow_ids:
        return {}

    def placed(steps: QuerySet[Any]) -> QuerySet[Any]:
        return steps.filter(workflow_tasks__workflow__in=workflow_ids)

    found: dict[int, Step] = {}
    places: dict[int, set[tuple[int, int]]] = {}
    for *row, workflow, place in step_rows(placed, *PLACE):
        collect(found, row)
        places.setdefault(workflow, set()).add((place or 0, row[0]))
    return {
        workflow: {
            post
            for step in progress.writers_among([found[pk] for _, pk in sorted(tasks)])
            for post in step.posts
        }
        for workflow, tasks in places.items()
    }


def step_rows(
    narrow: Callable[[QuerySet[Any]], QuerySet[Any]], *more: str
) -> QuerySet[Any]:
    """One UNION over the task types; one row for each step and post (and ``more``)."""
    parts = [
        narrow(model.objects.order_by()).values_list(*FIELDS, "jabatan", *more)
        for model in step_types()
    ]
    return parts[0].union(*parts[1:], all=True)


def collect(found: dict[int, Step], row: Sequence[Any]) -> None:
    """Add one row to the steps."""
    *fields, post = row
    step = found.setdefault(fields[0], Step(*fields))
    if post is not None:
        step.posts.add(post)


def step_types() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, LangkahTask)]
