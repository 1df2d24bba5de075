"""What the records do when a step says that something is to be kept."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from reviews import events
from reviews.records.filing import write_due


@receiver(events.bag_recorded)
def write_soon(**kwargs: Any) -> None:
    write_due.enqueue()
