import subprocess
import sys

import pytest

from spiders.sources import sources
from tests.kamerwacht.command import assert_one_dutch_line, kamerwacht

COMMANDS = [
    "read",
    "deadline",
    "evaluate",
    "import-meetlat",
    "add",
    "update",
    "serve",
    "demo",
    "check",
    "compare",
    "backup",
    "restore",
    "rebuild",
    "health",
    "stand",
]


@pytest.mark.parametrize("command", [[], *[[name] for name in COMMANDS]])
def test_help_is_dutch(command: list[str]) -> None:
    result = kamerwacht(*command, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith("gebruik: kamerwacht")
    for english in ("usage", "options", "positional", "show this", "arguments:"):
        assert english not in result.stdout


@pytest.mark.parametrize("command", ["update", "probe"])
def test_help_names_every_source(command: str) -> None:
    result = kamerwacht(command, "--help")
    for source in sources():
        assert source in result.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read", "--date", "4 juni"], "geen datum"),
        (["read", "--date", "2026-02-30", "x.pdf"], "geen datum"),
        (["deadline", "--date"], "--date hoort een waarde"),
        (["onbekend"], "onbekende opdracht"),
        (["read", "--foo", "x.pdf"], "onbekend argument: --foo. Zie: kamerwacht read --help"),
        (["read", "--json", "--jsonl"], "gaat niet samen met"),
        (["serve", "--port", "99999"], "geen poort"),
        (["reread", "--jobs", "twee"], "--jobs: 'twee' is geen getal"),
        (["probe", "--delay", "even"], "--delay: 'even' is geen getal"),
        ([], "er ontbreekt"),
        (["read"], "geen bestand genoemd"),
        (["deadline"], "geen termijn gegeven"),
    ],
)
def test_bad_arguments_get_one_dutch_line(arguments: list[str], says: str) -> None:
    assert says in assert_one_dutch_line(kamerwacht(*arguments))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["deadline", "uiterlijk in het najaar", "--date", "2026-06-04"]]
)
def test_help_and_deadline_start_without_the_heavy_libraries(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom kamerwacht.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'scrapy', 'datasette', 'lxml', 'pypdfium2', 'sqlite_utils'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
