"""The same from a wheel in a clean environment: archive, templates and metadata travel along."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _uv() -> str:
    found = ROOT / ".tools" / "bin" / "uv"
    uv = str(found) if found.exists() else shutil.which("uv")
    if uv is None and os.environ.get("CI") == "true":
        pytest.fail("geen uv, en in CI hoort het wiel beproefd te worden")
    if uv is None:
        pytest.skip("uv is er niet; `make test` zet het in .tools")
    return uv


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with nothing but our wheel and its locked dependencies; its bin folder."""
    uv, folder = _uv(), tmp_path_factory.mktemp("wiel")

    def run(*command: str) -> None:
        result = subprocess.run([uv, *command], cwd=ROOT, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr

    run("build", "--wheel", "--quiet", "--out-dir", str(folder / "dist"))
    (wheel,) = (folder / "dist").glob("*.whl")
    run("export", "--frozen", "--no-dev", "--no-emit-project", "--quiet", "-o", str(folder / "locked.txt"))
    run("venv", "--quiet", "--python", sys.executable, str(folder / "venv"))
    python = str(folder / "venv" / "bin" / "python")
    run("pip", "install", "--quiet", "--python", python, "-r", str(folder / "locked.txt"))
    run("pip", "install", "--quiet", "--python", python, "--no-deps", str(wheel))
    return folder / "venv" / "bin"


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}


def test_the_demo_runs_and_serves_from_a_wheel(installed: Path, tmp_path: Path) -> None:
    door = installed / "kamerwacht"
    built = subprocess.run(
        [door, "demo", "--no-serve", "--dir", "demo"],
        cwd=tmp_path, capture_output=True, text=True, env=_environment(), timeout=240, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    assert re.search(r"\d\d nieuw.* 0 mislukt", built.stdout)
    server = subprocess.Popen(
        [door, "serve", "--db", "demo/kamerwacht.db", "--port", "0"],
        cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=_environment(),
    )  # fmt: skip
    try:
        assert server.stdout is not None
        url = re.search(r"http://\S+", server.stdout.readline())
        assert url
        with urllib.request.urlopen(url.group()) as page:  # noqa: S310 - our own server on loopback
            front = page.read().decode()
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert "Peildatum" in front
    assert "geen afdoening gevonden" in front


def test_the_wheel_brings_only_the_rooms(installed: Path) -> None:
    site = next((installed.parent / "lib").glob("python*/site-packages"))
    for part in (
        "publish/datasette_metadata.json", "publish/templates/voorpagina.html", "db/schema/stand.sql",
        "commitments/data/calendar.toml", "spiders/data/onderwerpen.toml", "demo/archief.toml",
    ):  # fmt: skip
        assert (site / part).is_file(), part
    assert not (site / "tests").exists()
    assert not (site / "benchmarks").exists()
