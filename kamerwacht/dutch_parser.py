"""argparse with every word a user sees in Dutch."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

from kamerwacht.errors import EXIT_BAD_INPUT

# What argparse says in English, and what we say. Its wording differs a little between Python versions.
_TRANSLATIONS = (
    (r"unrecognized arguments: (.*)", r"onbekend argument: \1"),
    (r"the following arguments are required: (.*)", r"er ontbreekt: \1"),
    (r"argument (.*): expected one argument", r"bij \1 hoort een waarde"),
    (r"argument (.*): expected at least one argument", r"bij \1 hoort ten minste één waarde"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 gaat niet samen met \2"),
    (r"argument .*: invalid choice: (.*) \(choose from (.*)\)", r"onbekende opdracht \1 (kies uit \2)"),
    (r"argument (.*): ignored explicit argument (.*)", r"bij \1 hoort geen waarde (\2)"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 is niet eenduidig: \2"),
    (r"argument (.*): invalid (?:int|float) value: (.*)", r"\1: \2 is geen getal"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


class DutchParser(argparse.ArgumentParser):
    """An ArgumentParser whose headings and errors are Dutch; an error exits with status 2 in one line."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse passes its own on
        super().__init__(**{**settings, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "argumenten"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def format_usage(self) -> str:
        """Return the usage line."""
        return super().format_usage().replace("usage: ", "gebruik: ", 1)

    def format_help(self) -> str:
        """Return the full help text."""
        return super().format_help().replace("usage: ", "gebruik: ", 1)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:  # noqa: ANN401 - as argparse has it
        """Parse; the command that is given too much refuses it, and points to its own help."""
        known, left = super().parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return known, left

    def error(self, message: str) -> NoReturn:
        """Print one Dutch line on stderr and exit with status 2."""
        for english, dutch in _TRANSLATIONS:
            if re.fullmatch(english, message, re.DOTALL):
                message = re.sub(english, dutch, message, flags=re.DOTALL)
                break
        sys.stderr.write(f"kamerwacht: {message}. Zie: {self.prog} --help\n")
        sys.exit(EXIT_BAD_INPUT)
