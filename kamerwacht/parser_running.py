"""The grammar of the commands that keep Kamerwacht running: check, compare, backup, restore, and so on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from kamerwacht.dutch_parser import DutchParser

    Commands = argparse._SubParsersAction[DutchParser]  # noqa: SLF001 - argparse has no public name for it


def add_running_commands(commands: Commands, add_database: Callable[[DutchParser], None]) -> None:
    """Add the commands to the command line; ``add_database`` gives a command its ``--db``."""
    _add_check(commands, add_database)
    _add_compare(commands)
    _add_copies(commands, add_database)
    _add_rebuild(commands, add_database)
    _add_health(commands, add_database)


def _add_check(commands: Commands, add_database: Callable[[DutchParser], None]) -> None:
    check = commands.add_parser("check", help="is de databank heel en klopt alles wat erin staat?")
    add_database(check)
    check.add_argument(
        "--quick", action="store_true", help="sla over wat elk bestand of elke bladzijde leest"
    )
    _add_tell(check, "stuur een melding van wat niet klopt (mail, webhook)")


def _add_tell(command: DutchParser, meaning: str) -> None:
    command.add_argument("--meld", dest="tell", action="store_true", help=meaning)


def _add_compare(commands: Commands) -> None:
    compare = commands.add_parser(
        "compare",
        help="zeggen twee databanken hetzelfde?",
        description="Vergelijkt op natuurlijke sleutels; rijnummers en ogenblikken van "
        "draaien tellen niet (db/data/vergelijken.toml). Uitgangsstatus: "
        "0 gelijk; 1 verschillend; 2 niet te lezen.",
    )
    compare.add_argument("one", metavar="EERSTE", type=Path, help="een databank")
    compare.add_argument("other", metavar="TWEEDE", type=Path, help="een andere databank")
    compare.add_argument("--all", action="store_true", help="toon elk verschil, niet 20 per tabel")
    compare.add_argument(
        "--without", action="append", default=[], metavar="TABEL", help="sla deze tabel over (vaker mag)"
    )


def _add_copies(commands: Commands, add_database: Callable[[DutchParser], None]) -> None:
    backup = commands.add_parser("backup", help="maak een hele, nagekeken reservekopie")
    add_database(backup)
    backup.add_argument(
        "--to", type=Path, metavar="BESTAND", help="hierheen (anders de kopie van vandaag in reserve/)"
    )
    backup.add_argument("--force", action="store_true", help="overschrijf een bestaande kopie")
    _add_tell(backup, "stuur een melding als de kopie niet lukt (mail, webhook)")
    restore = commands.add_parser("restore", help="zet een reservekopie terug en toon die")
    add_database(restore)
    which = restore.add_mutually_exclusive_group()
    which.add_argument("file", nargs="?", type=Path, metavar="BESTAND", help="de reservekopie")
    which.add_argument(
        "--gisteren", dest="yesterday", action="store_true", help="de laatste kopie van vóór vandaag"
    )
    restore.add_argument(
        "--force", action="store_true", help="vervang de databank die er staat (zij wordt bewaard)"
    )


def _add_rebuild(commands: Commands, add_database: Callable[[DutchParser], None]) -> None:
    rebuild = commands.add_parser(
        "rebuild", help="maak een nieuwe databank uit de bewaarde bestanden, zonder iets op te halen"
    )
    add_database(rebuild)
    rebuild.add_argument("--to", type=Path, required=True, metavar="BESTAND", help="de nieuwe databank")
    rebuild.add_argument("--force", action="store_true", help="overschrijf een bestaand bestand")
    _add_workers(rebuild)
    reread = commands.add_parser(
        "reread", help="lees opnieuw wat met andere regels is gelezen; `update` doet dat in porties"
    )
    add_database(reread)
    _add_workers(reread)


def _add_workers(command: DutchParser) -> None:
    command.add_argument(
        "--jobs", type=int, default=1, metavar="AANTAL", help="lees in zoveel processen tegelijk (1)"
    )
    command.add_argument(
        "--dask", metavar="ADRES", help="lees op de werkers van deze Dask-planner (tcp://host:poort)"
    )


def _add_health(commands: Commands, add_database: Callable[[DutchParser], None]) -> None:
    health = commands.add_parser("health", help="zijn alle bronnen bij? (uitgangsstatus 0 ja, 1 nee)")
    add_database(health)
    health.add_argument("--json", action="store_true", help="geef JSON")
