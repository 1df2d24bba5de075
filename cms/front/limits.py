"""How much one address may ask of us that is not in memory already."""

from __future__ import annotations

from operator import itemgetter
from threading import Lock
from time import monotonic

MINUTE = 60.0
MAX_ADDRESSES = 20_000


class Limiter:
    """``per_minute`` requests of one address, spread or in one burst (GCRA).

    Counted by the address of the connection, or by what a trusted proxy wrote last;
    nothing that the caller can choose. Each worker counts for itself.
    """

    def __init__(self, per_minute: int) -> None:
        self.step = MINUTE / per_minute if per_minute else 0.0
        self.free_at: dict[str, float] = {}
        self.lock = Lock()

    def wait(self, address: str) -> float:
        """0 if the address may go on, else the seconds until it may."""
        if not self.step:
            return 0.0
        now = monotonic()
        with self.lock:
            free_at = max(self.free_at.get(address, 0.0), now)
            if free_at - now > MINUTE - self.step:
                return free_at - now - (MINUTE - self.step)
            if len(self.free_at) >= MAX_ADDRESSES:
                self.forget(now)
            self.free_at[address] = free_at + self.step
        return 0.0

    def forget(self, now: float) -> None:
        """Keep the addresses with the largest debts: half of the room at most."""
        owing = [item for item in self.free_at.items() if item[1] > now]
        owing.sort(key=itemgetter(1), reverse=True)
        self.free_at = dict(owing[: MAX_ADDRESSES // 2])
