"""Every file in deploy/ is right as far as it can be known without the machine it is for."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from storage.settings import settings
from tests.proxy import ROOT, SHIPPED, Proxy

DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "systemd" / "goed-digitaal-bestuur@.service"
LINTED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
ROOMS = [room for room in LINTED["root_packages"] if room not in ("tests", "bench")]
PYTHON = "/opt/goed-digitaal-bestuur/.venv/bin/python"


@pytest.fixture
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8")))


def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    checked = Proxy(tmp_path, 8080, [8501, 8502]).check()
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr.replace('"user" directive makes sense only', "")


def test_nginx_takes_the_configuration_with_a_certificate(tmp_path: Path) -> None:
    proxy = Proxy(tmp_path, 8080, [8501, 8502])
    _make_certificate(tmp_path)
    listen = (tmp_path / "listen.conf").read_text(encoding="utf-8")
    shown = re.sub(r"^# ?(listen|server_name|ssl_|add_header)", r"\1", listen, flags=re.MULTILINE)
    assert "\nlisten 443 ssl http2;" in shown
    shown = re.sub(r"/etc/letsencrypt/live/workshop.example.nl/", f"{tmp_path}/", shown)
    (tmp_path / "listen.conf").write_text(shown.replace("443", "8443").replace("[::]", "127.0.0.2"))
    checked = proxy.check()
    assert checked.returncode == 0, checked.stderr


def test_the_containers_have_the_proxy_of_the_machines_but_for_names_and_ports() -> None:
    machine = _lines(SHIPPED / "upstream.conf")
    containers = _lines(SHIPPED / "upstream.compose.conf")
    assert [
        line.replace("app1:8501", "127.0.0.1:8501").replace("app2:8501", "127.0.0.1:8502")
        for line in containers
    ] == machine
    assert _lines(SHIPPED / "listen.compose.conf") == ["listen 8080;"]


def test_the_process_is_started_the_same_way_everywhere() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", "")
    run = next(line for line in makefile.splitlines() if "uvicorn app:app" in line)
    unit = _unit()["Service"]["ExecStart"]
    container = " ".join(json.loads(_instruction("CMD")))
    assert _options(run) == _options(unit) == _options(container)
    assert _options(run)["--timeout-graceful-shutdown"] == "2"


def test_the_idle_connections_of_the_app_outlive_those_of_the_proxy() -> None:
    unit = _unit()["Service"]["ExecStart"]
    assert int(_options(unit)["--timeout-keep-alive"]) > 60, "nginx keeps an idle one for 60 seconds"


def test_the_container_holds_every_room_and_nothing_that_was_answered() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    copied = [line.split()[1:-1] for line in text.splitlines() if line.startswith("COPY")]
    files = {name for names in copied for name in names}
    assert files == {*ROOMS, "content", ".streamlit", "app.py", "manage.py", "requirements.txt", "LICENSE"}
    assert all((ROOT / name).exists() for name in files)


def test_the_container_has_no_rights_and_says_how_it_is() -> None:
    assert _instruction("USER") == "app"
    assert "/healthz" in _instruction("HEALTHCHECK")
    assert _instruction("FROM").startswith("docker.io/library/python:3.11-")
    assert _instruction("STOPSIGNAL") == "SIGTERM"


def test_compose_has_two_processes_a_proxy_and_a_database(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"app1", "app2", "proxy", "database"}
    assert services["app1"] == services["app2"]
    assert {name for name, service in services.items() if "ports" in service} == {"proxy"}
    assert services["proxy"]["ports"] == ["127.0.0.1:8080:8080"]


def test_compose_mounts_files_that_exist(compose: dict[str, Any]) -> None:
    files = [mount.split(":") for mount in compose["services"]["proxy"]["volumes"]]
    assert [(DEPLOY / file).exists() for file, _, _ in files] == [True] * 3
    assert all(mode == "ro" for _, _, mode in files)
    assert (DEPLOY / compose["x-app"]["build"]["context"] / compose["x-app"]["build"]["dockerfile"]).exists()


def test_compose_names_the_processes_as_the_proxy_does(compose: dict[str, Any]) -> None:
    named = re.findall(r"server (\w+):", (SHIPPED / "upstream.compose.conf").read_text(encoding="utf-8"))
    assert named == [name for name in compose["services"] if name.startswith("app")]


def test_the_example_of_settings_names_every_setting_and_no_other(
    compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    example = dict(re.findall(r"^#? ?([A-Z_]+)=(.*)$", (DEPLOY / "settings.env").read_text(), re.MULTILINE))
    read = {"STORE_URL", "SECRET_KEY", "BASE_URL", "METRICS_TOKEN", "SECURITY_CONTACT", "LOG_LEVEL"}
    assert set(example) == read | {"POSTGRES_PASSWORD"}
    assert set(compose["x-app"]["environment"]) == read | {"FORWARDED_ALLOW_IPS"}
    for name in read - {"SECRET_KEY"}:
        monkeypatch.setenv(name, example[name])
    settings.cache_clear()
    assert settings().base_url == "https://workshop.example.nl"
    assert settings().security_contact == "mailto:security@example.nl"
    monkeypatch.undo()
    settings.cache_clear()


def test_the_unit_says_which_folder_it_may_write_to_and_nothing_more() -> None:
    service = _unit()["Service"]
    assert service["ProtectSystem"] == "strict"
    assert service["StateDirectory"] == "goed-digitaal-bestuur"
    assert "ReadWritePaths" not in service
    assert service["CapabilityBoundingSet"] == ""
    assert service["NoNewPrivileges"] == "yes"


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """Where systemd is: it needs programs that exist, so Python of this machine stands in for the one to be installed."""
    program = shutil.which("systemd-analyze")
    assert set(_unit()) == {"DEFAULT", "Unit", "Service", "Install"}
    for path in UNIT.parent.iterdir():
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(PYTHON, "/bin/true"), encoding="utf-8")
    if program is None:
        return
    for path in sorted(tmp_path.iterdir()):
        checked = _run(program, "verify", "--man=no", str(path))
        assert (checked.returncode, checked.stderr) == (0, ""), path.name
    exposed = _run(program, "security", "--offline=true", "--threshold=20", str(tmp_path / UNIT.name))
    assert exposed.returncode == 0, exposed.stdout


def _unit() -> RawConfigParser:
    parser = RawConfigParser(strict=False, delimiters="=", comment_prefixes="#")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT, encoding="utf-8")
    return parser


def _options(command: str) -> dict[str, str]:
    """The options of uvicorn, without the address: that is where machines differ."""
    words = shlex.split(command.partition("app:app")[2])
    options: dict[str, str] = {}
    for word in words:
        if word.startswith("--"):
            options[word] = ""
        else:
            options[list(options)[-1]] = word
    return {name: value for name, value in options.items() if name not in ("--host", "--port")}


def _instruction(name: str) -> str:
    """What stands behind the last instruction of this name."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", "")
    return [line for line in text.splitlines() if line.startswith(f"{name} ")][-1].removeprefix(name).strip()


def _lines(path: Path) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def _make_certificate(folder: Path) -> None:
    assert shutil.which("openssl"), "No openssl for the tests: install Debian's package openssl."
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=workshop.example.nl",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)
