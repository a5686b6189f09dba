"""Photograph the main pages, with an installed chromium: ``python -m benchmarks.screenshot DATABASE``."""

from __future__ import annotations

import argparse
import io
import shutil
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path
from queue import Queue

from PIL import Image
from playwright.sync_api import sync_playwright

import publish

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
SECONDS = 60
COLOURS = 128
"""Enough for text and a few flat colours; a quarter of the bytes."""
WIDE, NARROW = (1280, 900), (320, 640)
PAGES = (
    ("voorpagina", "/", WIDE),
    ("voorpagina-telefoon", "/", NARROW),
    ("toezegging", "/toezegging/{promise}", (1280, 740)),
    ("stuk", "/stuk/{paper}", WIDE),
    ("debatklaar", "/debatklaar?dossier={dossier}", WIDE),
    ("tabel", "/kamerwacht/overzicht?_te_laat=1", WIDE),
)
# The promise with the longest ladder, and the paper with the most promises.
EXAMPLES = """
select (select sleutel from overzicht order by aantal_uitstel desc, dagen desc limit 1),
       (select document from overzicht group by document order by count(*) desc, document limit 1),
       (select substr(dossiers || ',', 1, instr(dossiers || ',', ',') - 1) from te_laat limit 1)"""


def main() -> int:
    """Serve the database on a free port of this machine, take the pictures, stop."""
    parser = argparse.ArgumentParser(description="Maak foto's van de belangrijkste bladzijden.")
    parser.add_argument("database", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("docs"))
    arguments = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        parser.error(f"geen browser gevonden ({', '.join(BROWSERS)}); installeer chromium")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    photograph(browser, address(arguments.database), arguments.folder, examples(arguments.database))
    return 0


def address(database: Path) -> str:
    """Serve ``database`` for as long as this process lives; where."""
    urls: Queue[str] = Queue()
    serving = {"port": 0, "ready": urls.put}
    threading.Thread(target=publish.serve, args=(database,), kwargs=serving, daemon=True).start()
    return urls.get(timeout=SECONDS).rstrip("/")


def examples(database: Path) -> dict[str, str]:
    """What stands in the addresses of PAGES."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        found = connection.execute(EXAMPLES).fetchone()
    return dict(zip(("promise", "paper", "dossier"), map(str, found), strict=True))


def photograph(browser: str, home: str, folder: Path, names: dict[str, str]) -> None:
    """Save what a reader sees of each page without scrolling."""
    with sync_playwright() as driver:
        window = driver.chromium.launch(executable_path=browser, args=list(FLAGS))
        for name, path, (width, height) in PAGES:
            page = window.new_page(viewport={"width": width, "height": height})
            page.goto(home + path.format_map(names))
            png = folder / f"{name}.png"
            _save(page.screenshot(), png)
            page.close()
            sys.stdout.write(f"{png}: {png.stat().st_size} bytes\n")
        window.close()


def _save(picture: bytes, png: Path) -> None:
    with Image.open(io.BytesIO(picture)) as whole:
        whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(png, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
