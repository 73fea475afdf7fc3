"""The proxy that the tests put before the app: a real nginx, found on this machine or fetched once by `make test`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "deploy" / "nginx"
OWN = ROOT / ".venv" / "nginx"
NEEDED = (
    "No nginx for the tests: install Debian's package nginx-light, or name the program in the variable NGINX."
)
_KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def found() -> str | None:
    """The path of an nginx: the one that NGINX names, the system's, or the one that was fetched."""
    places = (os.environ.get("NGINX"), shutil.which("nginx"), "/usr/sbin/nginx", str(OWN / "usr/sbin/nginx"))
    return next((place for place in places if place and Path(place).exists()), None)


def fetch() -> None:
    """Unpack Debian's nginx beside the packages of the app: nothing is installed, and nothing starts by itself."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        if os.geteuid() == 0:
            subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "download", "-qq", "nginx"], cwd=folder, check=False)
        for package in Path(folder).glob("nginx_*.deb"):
            subprocess.run(["dpkg-deb", "--extract", package, OWN], check=False)


class Proxy:
    """The shipped configuration, with the ports of a test and a folder of its own."""

    def __init__(self, folder: Path, listen_port: int, app_ports: Sequence[int]) -> None:
        self.base = f"http://127.0.0.1:{listen_port}"
        self.folder = folder
        program = found()
        assert program, NEEDED
        self._command = [
            program, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf"), "-g",
            f"daemon off; pid {folder}/nginx.pid;",
        ]  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None
        self._write(listen_port, app_ports)

    def check(self) -> subprocess.CompletedProcess[str]:
        """What nginx itself says about the configuration."""
        return subprocess.run([*self._command, "-t"], capture_output=True, text=True, check=False)

    def start(self) -> None:
        self._process = subprocess.Popen(self._command)

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(10)

    def failures(self) -> str:
        """What it logged."""
        return (self.folder / "failures.log").read_text(encoding="utf-8")

    def _write(self, listen_port: int, app_ports: Sequence[int]) -> None:
        """The shipped files; only ports and folders are others, and every line that has one must be there to change."""
        self.folder.chmod(0o755)  # the workers of nginx have a user of their own
        main = _changed(SHIPPED / "nginx.conf", {"/var/log/nginx/": f"{self.folder}/"})
        ports = {f"127.0.0.1:{8501 + place}": f"127.0.0.1:{port}" for place, port in enumerate(app_ports)}
        upstream = _changed(SHIPPED / "upstream.conf", ports)
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};\n" for kind in _KINDS)
        listen = _changed(SHIPPED / "listen.conf", {"127.0.0.1:8080": f"127.0.0.1:{listen_port}"})
        for name, text in (("nginx", main), ("upstream", upstream + temporary), ("listen", listen)):
            (self.folder / f"{name}.conf").write_text(text, encoding="utf-8")


def _changed(path: Path, changes: dict[str, str]) -> str:
    text = path.read_text(encoding="utf-8")
    for shipped, here in changes.items():
        assert shipped in text, f"{path} has no {shipped}"
        text = text.replace(shipped, here)
    return text


if __name__ == "__main__":
    if not found():
        fetch()
    if not found():
        sys.exit(NEEDED)
