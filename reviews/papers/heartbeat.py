"""When the worker last did what it does by the clock."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone

# A worker that ticks is never silent for so long.
SILENT = dt.timedelta(seconds=90)


class Heartbeat(models.Model):
    """One thing that is done by the clock, and when somebody last set about it.

    However many workers tick, each turn is one's: the row's update is the claim. One
    that dies in the middle is no harm, for the next turn is anybody's.
    """

    PENAYANGAN = "penayangan"
    PENGINGAT = "pengingat"

    job = models.CharField("pekerjaan", max_length=40, primary_key=True)
    at = models.DateTimeField("terakhir", default=timezone.now)

    class Meta:
        verbose_name = "denyut"
        verbose_name_plural = "denyut"

    def __str__(self) -> str:
        return f"{self.job}: {self.at}"

    @classmethod
    def claim(cls, job: str, every: dt.timedelta) -> bool:
        """Whether it is this caller's turn.

        A beat of a moment ahead is another machine's, whose clock is not quite this
        one's; further ahead, a clock was set back, and that is no reason to wait.
        """
        now = timezone.now()
        due = Q(at__lte=now - every) | Q(at__gt=now + every)
        turn = cls.objects.filter(due, job=job)
        if turn.exists():
            return bool(turn.update(at=now))
        return cls.objects.get_or_create(job=job, defaults={"at": now})[1]

    @classmethod
    def last(cls, job: str) -> dt.datetime | None:
        """The last beat; ``None`` where there never was one."""
        return cls.objects.filter(job=job).values_list("at", flat=True).first()
