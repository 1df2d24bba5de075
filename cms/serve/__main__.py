"""Database, server, worker, demo: in that order, so that a first answer comes soon."""

from __future__ import annotations

import http.client
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, NoReturn

from cms.serve.children import Children
from cms.serve.place import Place, UnusableError
from cms.serve.port import require_free

if TYPE_CHECKING:
    from subprocess import Popen
    from types import FrameType
    from typing import TextIO

GRANIAN = (
    "--interface",
    "wsgi",
    "--no-ws",
    "--workers",
    "1",
    "--blocking-threads",
    "4",
)
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PAUSE = 0.1  # seconds between two looks
WITHOUT_WORKER = (
    "Antrean BERHENTI: naskah terjadwal, surel, webhook, dan gambar menunggu sampai "
    "make run diulang."
)
WITHOUT_DEMO = (
    "Peragaan GAGAL dan belum lengkap; sebabnya di atas. Naskah tetap berjalan.\n"
    "Lanjutkan dengan: .venv/bin/python manage.py demo --admin"
)


def main() -> int:
    children = Children({})
    for ending in ENDINGS:
        signal.signal(ending, leave)
    try:
        place = Place.of(given("HOST", "127.0.0.1"), given("PORT", "8000"))
        require_free(place)
        children.env = environment(place)
        serve(place, children)
    except UnusableError as error:
        say(error, to=sys.stderr)
        return 1
    finally:
        for ending in ENDINGS:  # nothing interrupts the end
            signal.signal(ending, signal.SIG_IGN)
        children.stop()


def serve(place: Place, children: Children) -> NoReturn:
    """Runs until a signal, or until the server ends; what else ends is told."""
    if children.run("manage.py", "prepare"):
        raise UnusableError("Basis data tidak dapat disiapkan; sebabnya di atas.")
    require_free(place)  # another may have come meanwhile
    server = children.start(
        *("-m", "granian", *GRANIAN, "--log-level", "warning"),
        *("--host", place.ip, "--port", str(place.port), "cms.wsgi:application"),
    )
    wait_for(server, place)
    link = f"Naskah: {children.env['WAGTAILADMIN_BASE_URL']}/ (Ctrl-C menghentikannya)"
    say(link)
    worker = children.start(
        "manage.py", "db_worker", "--backend", "antrean", "--no-reload"
    )
    demo = children.start("manage.py", "demo", "--admin", "--behind")
    watched = {worker: WITHOUT_WORKER, demo: WITHOUT_DEMO}
    while server.poll() is None:
        for ended in [one for one in watched if one.poll() is not None]:
            problem = watched.pop(ended)
            if ended is demo and not ended.returncode:
                say(link)
            else:
                say(problem, to=sys.stderr)
        time.sleep(PAUSE)
    children.end_rest_of(server)
    raise UnusableError("Server berhenti; sebabnya di atas.")


def wait_for(server: Popen[bytes], place: Place) -> None:
    """Return when ``server`` answers."""
    while server.poll() is None:
        if answers(place):
            return
        time.sleep(PAUSE)
    raise UnusableError("Server tidak dapat dimulai; sebabnya di atas.")


def answers(place: Place) -> bool:
    connection = http.client.HTTPConnection(place.ip, place.port, timeout=30)
    try:
        connection.request("GET", "/healthz", headers={"Host": place.name})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def environment(place: Place) -> dict[str, str]:
    """What the children are told; an address and hosts that were named stay."""
    told = {
        "WAGTAILADMIN_BASE_URL": place.url,
        "ALLOWED_HOSTS": ",".join(place.hosts),
    }
    kept = {name: given(name, default) for name, default in told.items()}
    # Progress is none if it waits in a buffer.
    return {**os.environ, **kept, "PYTHONUNBUFFERED": "1"}


def given(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def say(what: object, *, to: TextIO | None = None) -> None:
    print(what, file=to or sys.stdout, flush=True)


def leave(number: int, frame: FrameType | None) -> NoReturn:
    """A signal ends this program as it ends any other, once its children are gone."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
