"""What the public reads, against what was approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.reading.rebuild import (
    candidates,
    contradicted,
    differences,
    nothing_left,
    rendered,
)
from pages.reading.refresh import batches
from reviews.trail.fault import Fault, Reason
from reviews.trail.live import site_faults

if TYPE_CHECKING:
    from collections.abc import Iterator


def answer_faults() -> Iterator[Fault]:
    """Each public page against its rows, and each answer against its page."""
    for batch in batches(candidates()):
        yield from batch_faults(batch)
    yield from site_faults()


@nothing_left()
def batch_faults(batch: list[int]) -> list[Fault]:
    fresh = rendered(batch)
    found = [
        Fault(f"halaman {pk}", Reason.DISAGREES, reason)
        for pk, reason in contradicted(fresh).items()
    ]
    found += [
        Fault(f"jawaban API halaman {pk}", Reason.CHANGED, reason)
        for pk, reason in differences(batch, fresh)
    ]
    return found
