"""The command line's grammar: argparse with every word a user sees in Dutch."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from pathlib import Path

from kamerwacht import __version__
from kamerwacht.dutch_parser import DutchParser
from kamerwacht.parser_gathering import SOURCE_HELP, add_gathering_commands
from kamerwacht.parser_running import add_running_commands


def a_date(text: str) -> dt.date:
    """Parse an ISO 8601 date ("2026-06-04"). Raises ArgumentTypeError, in Dutch, for anything else."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"'{text}' is geen datum; schrijf jjjj-mm-dd, bijvoorbeeld 2026-06-04")


def a_port(text: str) -> int:
    """Parse a TCP port, 0 to 65535. Raises ArgumentTypeError, in Dutch, for anything else."""
    if re.fullmatch(r"\d{1,5}", text, re.ASCII) and int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is geen poort; kies een getal van 0 tot en met 65535")


def build_parser() -> DutchParser:
    """Build the whole command line."""
    parser = DutchParser(
        prog="kamerwacht",
        description="Vindt toezeggingen van de regering aan de Kamer, rekent hun termijn uit en volgt "
        "wat ervan komt.",
        epilog="Uitgangsstatus: 0 gelukt; 1 niet alles gelukt (zie het verslag); 2 onbruikbare invoer; "
        "3 niet gepubliceerd; 4 er loopt al een verversing. Zie docs/beheer.md.",
    )
    parser.add_argument(
        "--version", action="version", version=f"kamerwacht {__version__}", help="toon de versie"
    )
    commands = parser.add_subparsers(
        title="opdrachten", dest="command", metavar="OPDRACHT", required=True, parser_class=DutchParser
    )
    _add_read(commands)
    _add_deadline(commands)
    _add_evaluate(commands)
    _add_store_commands(commands)
    _add_corrections(commands)
    _add_stand(commands)
    _add_site_commands(commands)
    add_gathering_commands(commands, _add_database)
    add_running_commands(commands, _add_database)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_stand(commands: _Commands[DutchParser]) -> None:
    stand = commands.add_parser(
        "stand",
        help="bij welke toezeggingen was de termijn op een dag verstreken, zonder gevonden afdoening?",
    )
    _add_database(stand)
    stand.add_argument(
        "--op", dest="day", type=a_date, metavar="DATUM", help="de dag (jjjj-mm-dd); anders vandaag"
    )
    stand.add_argument(
        "--geloofd-op",
        dest="believed",
        type=a_date,
        metavar="DATUM",
        help="naar wat deze databank aan het eind van die dag (UTC) wist; anders naar wat zij nu weet",
    )
    stand.add_argument("--json", action="store_true", help="geef JSON")


def _add_read(commands: _Commands[DutchParser]) -> None:
    read = commands.add_parser("read", help="wat wordt in deze stukken toegezegd? (zonder databank)")
    read.add_argument(
        "files", nargs="*", metavar="BESTAND", type=Path, help="PDF, DOCX, ODT, XML, HTML of tekst"
    )
    read.add_argument("--date", type=a_date, metavar="DATUM", help="datum van het stuk (jjjj-mm-dd)")
    form = read.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="geef JSON (docs/schema-read.json)")
    form.add_argument(
        "--jsonl",
        action="store_true",
        help='lees regels {"id","date","text"} van de invoer, geef regels JSON',
    )


def _add_deadline(commands: _Commands[DutchParser]) -> None:
    deadline = commands.add_parser(
        "deadline",
        help="wat betekent deze termijn, en waarom?",
        epilog="Wordt geen termijn herkend, dan zegt het antwoord dat; de uitgangsstatus blijft 0.",
    )
    deadline.add_argument("text", nargs="?", metavar="TEKST", help="bijvoorbeeld: uiterlijk in het najaar")
    deadline.add_argument("--date", type=a_date, metavar="DATUM", help="datum van het stuk (jjjj-mm-dd)")
    form = deadline.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="geef JSON (docs/schema-deadline.json)")
    form.add_argument(
        "--jsonl",
        action="store_true",
        help='lees regels {"id","text","date"} van de invoer, geef regels JSON',
    )


def _add_evaluate(commands: _Commands[DutchParser]) -> None:
    evaluate = commands.add_parser("evaluate", help="hoe goed leest Kamerwacht deze geannoteerde set?")
    evaluate.add_argument(
        "file", metavar="SET.jsonl", type=Path, help="zinnen, stukken of termijnen (docs/meetlat.md)"
    )
    evaluate.add_argument("--json", action="store_true", help="geef JSON")
    yardstick = commands.add_parser(
        "import-meetlat", help="neem nauwkeurigheid over die mensen op ongeziene stukken hebben gemeten"
    )
    yardstick.add_argument(
        "file", metavar="BESTAND", type=Path, help="TOML met blokken [[meting]] (docs/meetlat.md)"
    )
    _add_database(yardstick)


def _add_store_commands(commands: _Commands[DutchParser]) -> None:
    add = commands.add_parser("add", help="zet stukken die je hebt in de databank")
    add.add_argument(
        "files", nargs="+", metavar="BESTAND", type=Path, help="PDF, DOCX, ODT, XML, HTML of tekst"
    )
    add.add_argument("--date", type=a_date, metavar="DATUM", help="datum van het stuk (jjjj-mm-dd)")
    add.add_argument(
        "--jobs", type=int, default=1, metavar="AANTAL", help="lees in zoveel processen tegelijk (1)"
    )
    _add_database(add)
    update = commands.add_parser("update", help="haal nieuwe stukken op en werk de databank bij")
    update.add_argument(
        "--config", type=Path, metavar="BESTAND", help="onderwerpen.toml (standaard: die van Kamerwacht)"
    )
    update.add_argument("--source", action="append", metavar="BRON", help=SOURCE_HELP)
    update.add_argument(
        "--since", type=a_date, metavar="DATUM", help="vraag opnieuw wat sinds deze dag is gewijzigd"
    )
    update.add_argument("--dry-run", action="store_true", help="doe alles op een kopie en bewaar niets")
    update.add_argument("--json", action="store_true", help="geef het verslag als JSON")
    _add_database(update)
    recompute = commands.add_parser(
        "recompute", help="reken termijnen na als de kalender of de afspraken zijn veranderd"
    )
    _add_database(recompute)


def _add_corrections(commands: _Commands[DutchParser]) -> None:
    corrections = commands.add_parser("corrections", help="wat mensen nakeken: correcties.toml")
    corrections.add_argument(
        "action",
        choices=("check", "apply", "export"),
        metavar="WAT",
        help="check: klopt het bestand; apply: pas het toe; export: schrijf wat geldt",
    )
    corrections.add_argument(
        "file", nargs="?", metavar="BESTAND", type=Path, help="correcties.toml (docs/correcties.md)"
    )
    _add_database(corrections)


def _add_site_commands(commands: _Commands[DutchParser]) -> None:
    serve = commands.add_parser("serve", help="toon de site")
    _add_database(serve)
    _add_address(serve)
    serve.add_argument("--no-sql", action="store_true", help="laat lezers geen eigen vragen in SQL stellen")
    demo = commands.add_parser("demo", help="de hele keten op het meegeleverde (verzonnen) archief")
    demo.add_argument(
        "--dir", type=Path, default=Path("kamerwacht-demo"), metavar="MAP", help="hierin komt de databank"
    )
    demo.add_argument("--no-serve", action="store_true", help="stop na het bouwen")
    _add_address(demo)


def _add_database(command: DutchParser) -> None:
    command.add_argument(
        "--db",
        type=Path,
        metavar="BESTAND",
        help="de databank (anders KAMERWACHT_DB, anders kamerwacht.db in deze map)",
    )


def _add_address(command: DutchParser) -> None:
    command.add_argument(
        "--host", default="127.0.0.1", metavar="ADRES", help="luister op dit adres (127.0.0.1)"
    )
    command.add_argument(
        "--port", type=a_port, default=8001, metavar="POORT", help="luister op deze poort (8001)"
    )
