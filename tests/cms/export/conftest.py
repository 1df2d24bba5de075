"""An office that has published something of everything, and where to export it."""

from __future__ import annotations

import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from cms.export.exporter import exporter
from cms.front.app import Front
from reviews.models import Naskah
from tests.builders import publish_past_gate
from tests.conftest import free_port, listens, wait_for
from tests.factories import (
    InformasiPublikIndexPageFactory,
    InformasiPublikPageFactory,
    LamanPageFactory,
    PengumumanPageFactory,
)
from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django.fixtures import SettingsWrapper

    from pages.models import (
        BeritaPage,
        InformasiPublikPage,
        InstansiPage,
        LamanPage,
        PengumumanPage,
    )
    from reviews.models import SOP

NGINX = Path(__file__).parents[3] / "docs" / "nginx"


@dataclass
class Office:
    sop: SOP
    berita: BeritaPage
    informasi: InformasiPublikPage
    laman: LamanPage
    pengumuman: PengumumanPage

    @property
    def page(self) -> InstansiPage:
        return self.sop.instansi

    @property
    def code(self) -> str:
        """The verification code of the article."""
        code = Naskah.objects.published().latest_of(self.berita).kode_verifikasi
        assert code
        return code


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nobody reads the log of a test."""


@pytest.fixture
def office() -> Office:
    """Published through its SOP: an article; past it: one page of each other type."""
    sop = builders.adopted("002")
    berita = builders.published(sop, "Loket layanan dibuka")  # first: put back
    shelf = InformasiPublikIndexPageFactory(parent=sop.instansi)
    return Office(
        sop=sop,
        berita=berita,
        informasi=publish_past_gate(InformasiPublikPageFactory(parent=shelf)),
        laman=publish_past_gate(LamanPageFactory(parent=sop.instansi)),
        pengumuman=publish_past_gate(PengumumanPageFactory(parent=sop.instansi)),
    )


@pytest.fixture
def target(settings, tmp_path: Path) -> Path:
    """The folder that the settings name; its lists have two pages each."""
    settings.EXPORT_TARGET = str(tmp_path / "ekspor")
    settings.EXPORT_PAGES = 2
    return tmp_path / "ekspor"


@pytest.fixture
def application(settings: SettingsWrapper, target: Path) -> Iterator[str]:
    """This application behind a server of its own; its URL."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    settings.WAGTAILAPI_BASE_URL = f"http://127.0.0.1:{server.server_port}"
    server.set_app(Front(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield settings.WAGTAILAPI_BASE_URL
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def exported(office: Office, application: str, target: Path) -> Path:
    """Where everything public of ``office`` lies in files."""
    with exporter() as work:
        work.renew()
    return target


@pytest.fixture
def released(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A release that was exported once, for what asks its files alone."""
    place = tmp_path_factory.getbasetemp() / "rilis"
    if not place.exists():
        shutil.copytree(request.getfixturevalue("exported"), place, symlinks=True)
    return place


@pytest.fixture
def nginx(
    require: Callable[[str], str], tmp_path: Path
) -> Iterator[Callable[..., str]]:
    """``nginx(name, root, upstream)`` runs a configuration of docs/nginx; its URL.

    Only the lines that an office changes are changed, each of which must be there.
    """
    program, servers = require("nginx"), []

    def start(
        name: str, root: Path, upstream: str = "", *, more: str = "", tls: str = ""
    ) -> str:
        port, folder = free_port(), tmp_path / name
        text = (NGINX / name).read_text()
        changes = {
            **listens(port, like=80),
            "root /srv/naskah/ekspor/current;": f"root {root}/current;",
        }
        if upstream:
            for own in ("127.0.0.1:8000", "127.0.0.1:8001"):
                changes[f"server {own};"] = f"server {upstream};"
            changes["/var/cache/nginx/naskah"] = f"{folder}/cache"
        for old, new in changes.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        write_main(folder, f"{more}\n{text}")
        if tls:
            (folder / "naskah" / "tls.conf").write_text(tls)
        command = [program, "-e", f"{folder}/galat.log", "-p", str(folder)]
        servers.append(subprocess.Popen([*command, "-c", f"{folder}/nginx.conf"]))  # noqa: S603
        wait_for(port)
        return f"http://127.0.0.1:{port}"

    yield start
    for server in servers:
        server.terminate()
        server.wait(10)


def write_main(folder: Path, site: str) -> None:
    """What a distribution's nginx.conf says, within ``folder`` and unprivileged."""
    folder.mkdir()
    shutil.copytree(NGINX / "naskah", folder / "naskah")
    parts = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{part}_temp_path {folder}/{part};\n" for part in parts)
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/galat.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{site}\n}}\n"
    )
