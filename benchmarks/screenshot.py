"""Photograph the front page, with an installed chromium: ``python -m benchmarks.screenshot DATABASE``."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from queue import Queue

import publish

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
WINDOW = "1280,900"
SECONDS = 60


def main() -> int:
    """Serve the database on a free port of this machine, take the picture, stop."""
    parser = argparse.ArgumentParser(description="Maak een foto van de voorpagina.")
    parser.add_argument("database", type=Path)
    parser.add_argument("png", type=Path, nargs="?", default=Path("docs/voorpagina.png"))
    arguments = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        parser.error(f"geen browser gevonden ({', '.join(BROWSERS)}); installeer chromium")
    photograph(browser, address(arguments.database), arguments.png.resolve())
    sys.stdout.write(f"{arguments.png}: {arguments.png.stat().st_size} bytes\n")
    return 0


def address(database: Path) -> str:
    """Serve ``database`` for as long as this process lives; where."""
    urls: Queue[str] = Queue()
    serving = {"port": 0, "ready": urls.put}
    threading.Thread(target=publish.serve, args=(database,), kwargs=serving, daemon=True).start()
    return urls.get(timeout=SECONDS)


def photograph(browser: str, url: str, png: Path) -> None:
    """Save what a reader sees of ``url`` without scrolling."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser,
            *FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={WINDOW}",
            f"--screenshot={png}",
            url,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


if __name__ == "__main__":
    sys.exit(main())
