"""Adding, moving and removing steps of a draft; returns follow the steps they name."""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]


def changed_rows(data: Data, order: str) -> Data:
    """``data`` after ``order``: ``tambah``, or ``naik:2``, ``turun:2``, ``hapus:2``."""
    verb, _, place = order.partition(":")
    steps = list(data.get("langkah") or [])
    at = int(place) - 1 if place.isascii() and place.isdigit() else -1
    if verb == "tambah":
        return renumbered(data, [*steps, {}])
    if not 0 <= at < len(steps):
        return data
    if verb == "sisip":
        return renumbered(data, [*steps[: at + 1], {}, *steps[at + 1 :]])
    if verb == "hapus":
        return renumbered(data, steps[:at] + steps[at + 1 :])
    other = at - 1 if verb == "naik" else at + 1
    if verb in {"naik", "turun"} and 0 <= other < len(steps):
        steps[at], steps[other] = steps[other], steps[at]
        return renumbered(data, steps)
    return data


def renumbered(data: Data, steps: list[Data]) -> Data:
    """New numbers in the order of ``steps``; a return to a step that is gone ends."""
    moved = {step["no"]: at for at, step in enumerate(steps, start=1) if "no" in step}
    result = [
        {**step, "no": at, "dikembalikan_ke": moved_target(step, moved)}
        for at, step in enumerate(steps, start=1)
    ]
    return {**data, "langkah": result}


def moved_target(step: Data, moved: dict[int, int]) -> Any:
    """Where the step returned to stands now; what is no number stays as typed."""
    target = step.get("dikembalikan_ke")
    return moved.get(target) if isinstance(target, int) else target
