"""The grammar of the commands that fetch or bring in: probe and import-register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from kamerwacht.dutch_parser import DutchParser

    Commands = argparse._SubParsersAction[DutchParser]  # noqa: SLF001 - argparse has no public name for it

SOURCE_HELP = (
    "alleen deze bron: officiele_bekendmakingen, tweede_kamer, rijksoverheid of eerste_kamer "
    "(mag vaker; standaard: alle)"
)


def add_gathering_commands(commands: Commands, add_database: Callable[[DutchParser], None]) -> None:
    """Add the commands to the command line; ``add_database`` gives a command its ``--db``."""
    register = commands.add_parser(
        "import-register",
        help="lees het register van toezeggingen van de Eerste Kamer in uit een CSV-bestand",
    )
    register.add_argument(
        "file",
        metavar="BESTAND",
        type=Path,
        help="CSV met nummer, tekst, minister, deadline en status (en mogelijk ministerie en datum)",
    )
    add_database(register)
    probe = commands.add_parser(
        "probe", help="eerste contact: klopt nog wat van een bron bekend is? (een handvol verzoeken)"
    )
    probe.add_argument("--source", action="append", metavar="BRON", help=SOURCE_HELP)
    probe.add_argument(
        "--dir",
        type=Path,
        default=Path("kennismaking"),
        metavar="MAP",
        help="hierin komen de ruwe antwoorden",
    )
    probe.add_argument(
        "--url", metavar="ADRES", help="vraag het hier in plaats van bij de bron zelf (om te proberen)"
    )
    probe.add_argument(
        "--delay", type=float, default=1.0, metavar="SECONDEN", help="wacht zo lang tussen twee verzoeken (1)"
    )
