"""Follows docs/how-to/pemasangan.md: its own commands, as far as plain processes go.

What would change the machine itself lies in a folder instead; ``sudo`` changes nobody;
systemd's part is done by starting the units' own lines; the certificate signs itself.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socketserver
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import free_port, listens, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "pemasangan.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HOST = "berita.kantor.go.id"
PASSWORD = "sandi-uji-pemasangan"
# The packages of the machine, its users, and what takes minutes: done before.
GIVEN = ("apt-get", "useradd", "requirements/install", "chmod 755 /srv", "rm -f /etc")
SUDO = """
sudo() {
    if [ "$1" = -u ]; then PGUSER=$2 && export PGUSER; shift 2; fi
    if [ "$1" = install ]; then shift; set -- install $(printf '%s\\n' "$@" | owners); fi
    "$@"
}
owners() { sed -e '/^-[og]$/,+1d'; }
"""


def commands() -> list[str]:
    """Every line of every block, in the order of the page."""
    blocks = BLOCK.findall(PAGE.read_text())
    return [line for block in blocks for line in block.splitlines() if line]


class Sink(socketserver.ThreadingTCPServer):
    """Takes mail and keeps it."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Letterbox)
        self.mails: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Letterbox(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self.wfile.write(b"220 uji\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 ya\r\n")
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.mails.append(text.decode())
            self.wfile.write(b"221 sudah\r\n" if word == b"QUIT" else b"250 ya\r\n")
            if word == b"QUIT":
                return


class Machine:
    """The server that the page is about, within ``folder``."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = {**os.environ, "SUMBER": str(ROOT), **environment}
        self.ports = {name: free_port() for name in ("8000", "8001", "80", "443")}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        for name in (
            "srv/naskah/data",
            "etc/nginx/conf.d",
            "etc/systemd/system",
            "bin",
        ):
            (folder / name).mkdir(parents=True)
        (folder / "srv" / "naskah" / "data" / "berkas").write_text("disimpan")
        (folder / "usr" / "local").mkdir(parents=True)
        (folder / "usr" / "local" / "bin").symlink_to(folder / "bin")
        self.changes = {
            "/srv/naskah": f"{folder}/srv/naskah",
            "/etc/naskah": f"{folder}/etc/naskah",
            "/etc/nginx": f"{folder}/etc/nginx",
            "/etc/systemd/system": f"{folder}/etc/systemd/system",
            "/etc/letsencrypt": f"{folder}/etc/letsencrypt",
            "/usr/local/bin": f"{folder}/bin",
            "/var/www": f"{folder}/var/www",
            "/var/cache/nginx": f"{folder}/var/cache/nginx",
            **listens(self.ports["80"], like=80),
            **listens(self.ports["443"], like=443, end=" "),
            "8000": str(self.ports["8000"]),
            "8001": str(self.ports["8001"]),
        }

    def here(self, text: str) -> str:
        """``text`` with the places and ports of this machine."""
        pattern = "|".join(map(re.escape, self.changes))
        return re.sub(pattern, lambda found: self.changes[found[0]], text)

    def follow(self, line: str) -> None:
        """One command of the page."""
        if any(part in line for part in GIVEN):
            return
        words = shlex.split(self.here(line))
        if "systemctl" in words:
            self.systemctl(words[words.index("systemctl") + 1 :])
        elif "certbot" in words:
            self.certify()
        elif words[:2] == ["sudo", "nginx"]:
            self.nginx("-t")
        elif words[:2] == ["sudo", "nano"]:
            self.edit(Path(words[2]))
        else:
            self.shell(line)

    def shell(self, line: str) -> None:
        if "createsuperuser" in line:
            line += " --noinput"
        tls = f"{HOST}:443:127.0.0.1:{self.ports['443']}"
        trusting = f"{self.folder}/etc/letsencrypt/live/naskah/fullchain.pem"
        curl = f'curl() {{ command curl --connect-to {tls} --cacert {trusting} "$@"; }}'
        program = f"set -eu\n{SUDO}\n{curl}\n{self.here(line)}"
        path = f"{self.folder}/bin:{self.environment['PATH']}"
        run = subprocess.run(  # noqa: S603
            ["bash", "-c", program],  # noqa: S607
            env={
                **self.environment,
                "PATH": path,
                "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
            },
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, f"{line}\n{run.stdout}\n{run.stderr}"
        if "git clone" in line:
            self.settle()

    def settle(self) -> None:
        """The clone knows the places of this machine, and has its packages."""
        clone = self.folder / "srv" / "naskah" / "aplikasi"
        (clone / ".venv").symlink_to(Path(sys.prefix))
        for file in [*clone.glob("docs/nginx/**/*"), *clone.glob("docs/systemd/*")]:
            if file.is_file():
                file.write_text(self.here(file.read_text()))

    def edit(self, file: Path) -> None:
        """What an officer changes in the environment: his own servers."""
        text = file.read_text()
        for name in ("EMAIL_URL", "S3_ENDPOINT_URL", "REDIS_URL"):
            given = f"{name}='{self.environment[f'OUR_{name}']}'"
            text, changed = re.subn(f"^{name}=.*$", given, text, flags=re.MULTILINE)
            assert changed == 1, name
        file.write_text(text)

    # systemd ----------------------------------------------------------------------

    def systemctl(self, words: list[str]) -> None:
        verb, units = words[0], [word for word in words[1:] if not word.startswith("-")]
        if units == ["nginx"]:
            self.nginx("-s", "reload") if "nginx" in self.running else self.nginx()
        elif verb in {"enable", "start", "stop"}:
            for unit in [one.removesuffix(".service") for one in units]:
                if unit.endswith(".timer"):
                    continue  # its hour does not come here
                self.stop(unit)
                if verb != "stop":
                    self.start(unit)
            for name in ("8000", "8001") if verb != "stop" else ():
                wait_for(self.ports[name], 120)

    def start(self, unit: str) -> None:
        """The lines that systemd would run, with the file that it would read."""
        name, _, instance = unit.partition("@")
        file = f"{name}@.service" if instance else f"{name}.service"
        text = (self.folder / "etc" / "systemd" / "system" / file).read_text()
        found = re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE)
        fields, environment = dict(found), {**self.environment, "PGUSER": "naskah"}
        if fields["Type"] == "oneshot":
            for line in (value for key, value in found if key == "ExecStart"):
                subprocess.run(shlex.split(line), env=environment, check=True)  # noqa: S603
            return
        for line in Path(fields["EnvironmentFile"]).read_text().splitlines():
            if line and not line.startswith("#"):
                key, _, value = line.partition("=")
                environment[key] = shlex.split(value)[0]
        folder = fields["WorkingDirectory"]
        if before := fields.get("ExecStartPre"):
            subprocess.run(shlex.split(before), env=environment, cwd=folder, check=True)  # noqa: S603
        words = shlex.split(fields["ExecStart"].replace("%i", instance))
        self.running[unit] = subprocess.Popen(words, env=environment, cwd=folder)  # noqa: S603

    def stop(self, unit: str) -> None:
        if (process := self.running.pop(unit, None)) is not None:
            process.terminate()
            process.wait(60)

    def end(self) -> None:
        for unit in list(self.running)[::-1]:
            self.stop(unit)

    # nginx and its certificate ----------------------------------------------------

    def nginx(self, *options: str) -> None:
        """What Debian's own nginx.conf does: includes conf.d within http."""
        folder = self.folder / "etc" / "nginx"
        temporary = "".join(
            f"{part}_temp_path {folder}/{part};\n"
            for part in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        # Its workers would be nobody, who may not look into a folder of root's.
        user = "user root root;" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user} daemon off; pid {folder}/pid; error_log {folder}/galat.log;\nevents {{}}\n"
            f"http {{ access_log off;\n{temporary} include conf.d/*.conf; }}\n"
        )
        program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
        assert program
        words = [program, "-p", str(folder), "-c", f"{folder}/nginx.conf"]
        if options:
            subprocess.run([*words, *options], check=True, capture_output=True)  # noqa: S603
            time.sleep(0.5)
        else:
            self.running["nginx"] = subprocess.Popen(words)  # noqa: S603
            wait_for(self.ports["80"])

    def certify(self) -> None:
        live = self.folder / "etc" / "letsencrypt" / "live" / "naskah"
        live.mkdir(parents=True)
        options = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST}"
        names = ["-addext", f"subjectAltName=DNS:{HOST}"]
        out = ["-out", f"{live}/fullchain.pem", "-keyout", f"{live}/privkey.pem"]
        subprocess.run(  # noqa: S603
            ["openssl", *options.split(), *names, *out],  # noqa: S607
            check=True,
            capture_output=True,
        )


def units() -> Iterator[Path]:
    yield from sorted((ROOT / "docs" / "systemd").glob("*.service"))
    yield from sorted((ROOT / "docs" / "systemd").glob("*.timer"))
