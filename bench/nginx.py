"""nginx as the project configures it, with exported files and another one beside."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from bench.corpus import OTHER, manage
from bench.measure import first_line
from bench.servers import ROOT, Server, environment, free_port

if TYPE_CHECKING:
    from pathlib import Path

    from bench.corpus import Corpus

CONFIGURATION = ROOT / "docs" / "nginx"
FRAME = """
{user}
daemon off;
master_process on;
worker_processes 2;
pid nginx.pid;
error_log stderr warn;
events {{ }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    {temporary}
    include naskah-statis.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def server(corpus: Corpus, folder: Path) -> Server:
    """Serves the exported API and, at :data:`OTHER`, other bytes of the same length."""
    export = corpus.var / "export"
    if not export.exists():
        manage(corpus.var, "export_api", str(export))
    folder.mkdir()
    exported = (
        export / "current" / f"{first_line(corpus.paths['detail'])}index.json"[1:]
    )
    # As deep in the file system as ours, and sent with the same headers.
    other = corpus.var / "others" / exported.relative_to(export)
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(b"x" * exported.stat().st_size)
    port = free_port()
    write_configuration(folder, port, export / "current", other)
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    command = (program, "-p", str(folder), "-c", str(folder / "nginx.conf"))
    return Server("nginx", command, environment(folder), folder / "log", port)


def write_configuration(folder: Path, port: int, root: Path, other: Path) -> None:
    """The project's own files, with this port and root, in a frame."""
    shutil.copytree(CONFIGURATION / "naskah", folder / "naskah")
    ours = (CONFIGURATION / "naskah-statis.conf").read_text()
    plain = f'location = {OTHER} {{ types {{ }} default_type "application/json; charset=utf-8"; alias {other}; include naskah/kepala.conf; }}'
    ours = ours.replace("listen 80;", f"listen 127.0.0.1:{port};\n    {plain}").replace(
        "/srv/naskah/ekspor/current", str(root)
    )
    (folder / "naskah-statis.conf").write_text(ours)
    # As root, its workers would be somebody who may not read this folder.
    user = "user root;" if os.geteuid() == 0 else ""
    paths = " ".join(f"{name}_temp_path {name};" for name in TEMPORARY)
    (folder / "nginx.conf").write_text(FRAME.format(user=user, temporary=paths))
