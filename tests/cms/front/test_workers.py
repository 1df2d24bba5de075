"""Two real workers under granian: what changes is everywhere within a second."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any

from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import BeritaPageFactory

BOUND = 1.0  # seconds; docs/reference/api.md promises it
READS = 12  # each on a connection of its own, so that both workers answer some


def get(port: int, path: str) -> tuple[int, bytes]:
    caller = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        caller.request("GET", path)
        answer = caller.getresponse()
        return answer.status, answer.read()
    finally:
        caller.close()


def everywhere(port: int, path: str) -> set[tuple[int, bytes]]:
    """The different answers to the same question."""
    return {get(port, path) for _ in range(READS)}


def titles(port: int) -> set[tuple[str, ...]]:
    answers = everywhere(port, "/api/v3/berita/?fields=judul&urut=judul")
    return {
        tuple(item["judul"] for item in json.loads(body)["items"])
        for _, body in answers
    }


def settled(changed: float) -> None:
    """Wait for the moment from which the promise holds."""
    time.sleep(max(0.0, changed + BOUND - time.monotonic()))


def test_changes_reach_every_worker_within_the_bound(port: int) -> None:
    first: Any = publish_past_gate(BeritaPageFactory(title="A"))
    path = f"/api/v3/berita/{first.pk}/"
    settled(time.monotonic())
    assert titles(port) == {("A",)}
    assert {status for status, _ in everywhere(port, path)} == {200}

    first.title = "B"
    first = publish_past_gate(first)
    settled(time.monotonic())
    assert titles(port) == {("B",)}
    assert len(everywhere(port, path)) == 1

    withdraw_past_gate(first)
    settled(time.monotonic())
    assert titles(port) == {()}
    assert {status for status, _ in everywhere(port, path)} == {404}
