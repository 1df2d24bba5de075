"""What the front of this worker has done since it began, for ``/metrics``."""

from __future__ import annotations


class Counters:
    """Plain numbers: a lost increment between two threads is not worth a lock."""

    def __init__(self) -> None:
        self.hits = 0  # answered from memory
        self.made = 0  # made from rows, by another worker or by Django
        self.passed = 0  # Django's answers that nobody may keep: errors above all
        self.limited = 0  # 429


counters = Counters()
