"""Serving: a real socket, a real process, and what can keep it from standing."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import publish
from db.errors import DatabaseError
from tests.publish import example

if TYPE_CHECKING:
    from tests.publish.example import Example

ROOT = Path(__file__).resolve().parents[2]
SERVE = "import pathlib, sys, publish; publish.serve(pathlib.Path(sys.argv[1]), port=0)"


def test_the_announced_address_answers(made: Example) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(made.path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = line.split()[3]
        assert line == f"Kamerwacht staat op {address} (stoppen met Ctrl-C)\n"
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - our own loopback address
            assert response.status == 200
            assert "Peildatum" in response.read().decode()
            assert "server" not in response.headers
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def test_a_busy_port_is_said_so(made: Example) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(publish.PublishError, match=f"Poort {port} op 127.0.0.1 is al in gebruik"):
            publish.serve(made.path, port=port)


@pytest.mark.parametrize(
    ("host", "port"), [("geen.adres.invalid", 0), ("127.0.0.1", 70000), ("192.0.2.1", 0)]
)
def test_an_unusable_address_is_said_so(made: Example, host: str, port: int) -> None:
    with pytest.raises(publish.PublishError, match="Kies een ander"):
        publish.serve(made.path, host=host, port=port)


def test_a_file_name_may_hold_any_character(tmp_path: Path) -> None:
    example.build(tmp_path / "50% #1 wat?.db")
    datasette = publish.app(tmp_path / "50% #1 wat?.db")
    for address in ("/", "/kamerwacht"):
        assert asyncio.run(datasette.client.get(address)).status_code == 200


def test_the_database_is_never_opened_for_writing(made: Example) -> None:
    database = publish.app(made.path).get_database()
    with pytest.raises(PermissionError):
        database.connect(write=True)
    connection = database.connect()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM termijnen")
    connection.close()


def test_a_missing_database_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="bestaat niet"):
        publish.app(tmp_path / "weg.db")
    assert not (tmp_path / "weg.db").exists()


def test_another_database_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "ander.db")
    other.execute("CREATE TABLE iets (x)")
    other.close()
    with pytest.raises(DatabaseError, match="geen databank van Kamerwacht"):
        publish.app(tmp_path / "ander.db")


def test_importing_publish_is_cheap() -> None:
    script = (
        "import sys, publish;"
        "print(sorted({'datasette', 'uvicorn', 'spacy', 'scrapy', 'pypdfium2'} & set(sys.modules)));"
        "import publish.server, publish.plugin;"
        "print(sorted({'spacy', 'scrapy', 'pypdfium2', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[]", "[]"]
