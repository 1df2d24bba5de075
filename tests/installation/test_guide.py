"""The guide for IT officers is followed, command by command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
import requests
from requests.adapters import HTTPAdapter

from tests.conftest import free_port
from tests.installation.configuration import documented
from tests.installation.guide import (
    HOST,
    PASSWORD,
    ROOT,
    Machine,
    Sink,
    commands,
    units,
)
from tests.own_postgres import OwnPostgres
from tests.proof import DEEP

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = ROOT / "docs" / "systemd" / "lingkungan.contoh"


def test_every_command_can_be_read_by_a_shell() -> None:
    script = "\n".join(commands())
    subprocess.run(["bash", "-n", "-c", script], check=True)  # noqa: S603, S607
    named = re.findall(r"/srv/naskah/aplikasi/((?:docs|requirements)/\S+)", script)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_example_of_the_environment_starts(tmp_path: Path) -> None:
    given = dict(re.findall(r"^(\w+)='(.*)'$", EXAMPLE.read_text(), re.MULTILINE))
    assert given.keys() - {"DJANGO_SETTINGS_MODULE"} <= documented()
    given |= {"SECRET_KEY": "0123456789abcdef" * 5, "VAR_DIR": str(tmp_path)}
    environment = {"PATH": os.environ["PATH"], **given}
    subprocess.run(
        [sys.executable, "manage.py", "check"], env=environment, cwd=ROOT, check=True
    )


def test_systemd_finds_no_fault_in_the_units(
    tmp_path: Path, require: Callable[[str], str]
) -> None:
    program = require("systemd")
    # A link: the checkout may lie in a path that a unit would have to quote.
    (tmp_path / "bin").symlink_to(Path(sys.executable).parent)
    (tmp_path / "lokal").symlink_to(ROOT / "docs" / "systemd")
    for unit in units():
        text = unit.read_text()
        text = text.replace("/srv/naskah/aplikasi/.venv/bin", f"{tmp_path}/bin")
        text = text.replace("/usr/local/bin", f"{tmp_path}/lokal")
        (tmp_path / unit.name).write_text(text)
    files = [str(tmp_path / unit.name) for unit in units()]
    run = subprocess.run(  # noqa: S603
        [program, "verify", *files], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(not DEEP, reason="the long proof: minutes, and its own servers")
def test_the_guide_leads_to_a_running_office(
    tmp_path: Path, require: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, sink = require("s3"), Sink()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "us-east-1")
    boto3.resource("s3", endpoint_url=endpoint).Bucket("naskah").create()
    redis = subprocess.Popen(  # noqa: S603
        ["redis-server", "--port", str(port := free_port()), "--save", ""],  # noqa: S607
        stdout=subprocess.DEVNULL,
        cwd=tmp_path,
    )
    with OwnPostgres("postgres") as postgres:
        machine = Machine(
            tmp_path / "mesin",
            {
                "PATH": f"{postgres.bin}:{os.environ['PATH']}",
                "PGHOST": "127.0.0.1",
                "PGPORT": str(postgres.port),
                "OUR_EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
                "OUR_S3_ENDPOINT_URL": endpoint,
                "OUR_REDIS_URL": f"redis://127.0.0.1:{port}/0",
            },
        )
        try:
            for line in commands():
                machine.follow(line)
            look(machine)
        finally:
            redis.terminate()
            redis.wait(10)
            sink.shutdown()
            sink.server_close()
            machine.end()
    assert len(sink.mails) == 1


class ByName(HTTPAdapter):
    """Asks the server of this machine for the site's certificate."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, assert_hostname=HOST, **options)


def look(machine: Machine) -> None:
    """As the administrator does: in by https, and every part is well."""
    naskah = machine.folder / "srv" / "naskah"
    night, last = sorted((naskah / "cadangan").iterdir())
    assert last.readlink() == Path(night.name)
    assert (naskah / "data" / "berkas").read_text() == "disimpan"
    site = f"https://127.0.0.1:{machine.ports['443']}"
    chain = machine.folder / "etc/letsencrypt/live/naskah/fullchain.pem"
    with requests.Session() as browser:
        browser.headers.update({"Host": HOST, "Referer": f"https://{HOST}/"})
        browser.trust_env = False  # no other store of certificates
        browser.verify = str(chain)
        browser.mount("https://", ByName())
        parts = browser.get(f"{site}/readyz").json()["parts"]
        assert parts == dict.fromkeys(["database", "disk", "bucket", "cache"], "baik")
        plain = browser.get(
            f"http://127.0.0.1:{machine.ports['80']}/admin/", allow_redirects=False
        )
        assert plain.headers["Location"] == f"https://{HOST}/admin/"
        for path in ("robots.txt", "admin/login/", "api/v3/cari/?q=a", "salah"):
            told = browser.get(f"{site}/{path}").raw.headers
            assert told.getlist("Strict-Transport-Security") == ["max-age=31536000"]
        login = f"{site}/admin/login/"
        token = re.search(
            r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(login).text
        )
        assert token
        form = {
            "username": "admin",
            "password": PASSWORD,
            "csrfmiddlewaretoken": token[1],
        }
        entered = browser.post(login, form, allow_redirects=False)
        assert entered.status_code == 302, entered.text
