"""Steps of all SOPs in one query each time, whatever their types and number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from wagtail.models import WorkflowTask

from reviews import rounds
from reviews.models.langkah import LangkahTask
from reviews.sop.kinds import PEMERIKSAAN, Jenis

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.db.models import QuerySet

FIELDS = ("pk", "name", "jenis", "nomor", "empat_mata", "boleh_menyunting", "sop_id")


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

    return read_steps(held)


def writing_posts(workflow_ids: Collection[int]) -> dict[int, set[int]]:
    """By workflow: the posts of the steps that write its text."""
    if not workflow_ids:
        return {}
    order: dict[int, list[int]] = {}
    links = WorkflowTask.objects.filter(workflow__in=workflow_ids)
    for workflow, task in links.order_by("sort_order").values_list("workflow", "task"):
        order.setdefault(workflow, []).append(task)
    wanted = [task for tasks in order.values() for task in tasks]
    steps = read_steps(lambda steps: steps.filter(pk__in=wanted))
    return {
        workflow: {
            post
            for step in rounds.writers_among([steps[task] for task in tasks])
            for post in step.posts
        }
        for workflow, tasks in order.items()
    }


def read_steps(narrow: Callable[[QuerySet[Any]], QuerySet[Any]]) -> dict[int, Step]:
    """One UNION over the task types; one row for each step and post."""
    parts = [
        narrow(model.objects.order_by()).values_list(*FIELDS, "jabatan")
        for model in step_types()
    ]
    found: dict[int, Step] = {}
    for *fields, post in parts[0].union(*parts[1:], all=True):
        step = found.setdefault(fields[0], Step(*fields))
        if post is not None:
            step.posts.add(post)
    return found


def step_types() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, LangkahTask)]
