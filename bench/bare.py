"""The bare programs: they know a few answers by heart, and nothing else.

What they reach is what the server alone costs.
"""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Headers = list[tuple[str, str]]


def learn(file: Path) -> dict[str, tuple[Headers, bytes]]:
    """The answers of the file: headers and body by path."""
    told = json.loads(file.read_text())
    return {
        path: ([(n, v) for n, v in headers], base64.b64decode(body))
        for path, (headers, body) in told.items()
    }


ANSWERS = learn(Path(os.environ["BENCH_ANSWERS"]))
ASGI_ANSWERS = {
    path: ([(name.lower().encode(), value.encode()) for name, value in headers], body)
    for path, (headers, body) in ANSWERS.items()
}


def application(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> list[bytes]:
    query = environ["QUERY_STRING"]
    path = environ["PATH_INFO"]
    headers, body = ANSWERS[f"{path}?{query}" if query else path]
    start_response("200 OK", headers)
    return [body]


async def asgi(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[Any]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    query = scope["query_string"].decode()
    path = scope["path"]
    headers, body = ASGI_ANSWERS[f"{path}?{query}" if query else path]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
