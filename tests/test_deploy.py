"""What is installed on a server: units that systemd takes, with few rights, and a site that can't write."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
COMMAND = "/opt/kamerwacht/.venv/bin/kamerwacht"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units with a command that is there on every machine."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is hier niet aanwezig")
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace(COMMAND, "/bin/true"))
    return tmp_path


def test_systemd_takes_every_unit(installed: Path) -> None:
    result = subprocess.run(
        ["systemd-analyze", "verify", *sorted(installed.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr.strip()) == (0, "")


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_every_service_has_few_rights(installed: Path, service: Path) -> None:
    """systemd's own score: 0 is locked away, 10 is free; below 2 counts as safe here."""
    result = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", installed / service.name],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "unrecognized option" in result.stderr:
        pytest.skip("deze systemd-analyze kan dit nog niet")
    assert result.returncode == 0, result.stdout[-300:]


def test_the_site_runs_as_another_user_and_sees_only_what_is_published() -> None:
    site = (DEPLOY / "systemd" / "kamerwacht-site.service").read_text()
    update = (DEPLOY / "systemd" / "kamerwacht-update.service").read_text()
    assert "User=kamerwacht-site\n" in site
    assert "User=kamerwacht\n" in update
    assert "ReadWritePaths" not in site
    assert "StateDirectory" not in site
    assert "/publiek/kamerwacht.db" in site


def test_no_secret_stands_in_a_file() -> None:
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            text = path.read_text()
            assert "WACHTWOORD=" not in text
            assert "WEBHOOK=" not in text


def test_every_command_that_is_installed_exists() -> None:
    from kamerwacht.parser import build_parser  # noqa: PLC0415

    lines = [line for path in DEPLOY.rglob("*") if path.is_file() for line in path.read_text().splitlines()]
    calls = [line.partition("ExecStart=" + COMMAND)[2].split() for line in lines if "ExecStart=" in line]
    assert len(calls) == 4
    for call in calls:
        build_parser().parse_args(call)
