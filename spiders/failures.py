"""Failures of a crawl in one Dutch line each: what happened, so that a reader knows what to do."""

from __future__ import annotations

from http import HTTPStatus

from scrapy import exceptions

TOO_LARGE = "het antwoord is (uitgepakt) groter dan is toegestaan"
_ROBOTS = "Forbidden by robots.txt"
_LINES: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.CannotResolveHostError, "de server is niet bereikbaar: de naam is onbekend"),
    (exceptions.DownloadConnectionRefusedError, "de server is niet bereikbaar: de verbinding is geweigerd"),
    (exceptions.DownloadTimeoutError, "de server gaf niet op tijd antwoord"),
    (exceptions.ResponseDataLossError, "de verbinding brak af: het antwoord is niet heel"),
    (exceptions.DownloadCancelledError, TOO_LARGE),
    (exceptions.DownloadFailedError, "de verbinding met de server brak af"),
)
NOT_CONFIGURED = "doorverwezen naar een host die niet is ingesteld; niet gevolgd"


def explain(error: BaseException | None) -> str:
    """The Dutch line for an error of the downloader."""
    if isinstance(error, exceptions.IgnoreRequest):
        text = str(error)
        if "DOWNLOAD_MAXSIZE" in text:
            return TOO_LARGE
        if "max redirections" in text:
            return "de bron blijft doorverwijzen; niet gevolgd"
        return "robots.txt van de bron verbiedt dit adres" if text == _ROBOTS else (text or NOT_CONFIGURED)
    for kind, line in _LINES:
        if isinstance(error, kind):
            return line
    return f"onverwachte fout bij het ophalen ({type(error).__name__})"


def explain_status(status: int) -> str:
    """The Dutch line for an HTTP status that is no success."""
    if status == HTTPStatus.NOT_FOUND:
        return "het bestand bestaat niet (404)"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "de server vraagt om minder verzoeken (429)"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"de server heeft een storing ({status})"
    return f"de server antwoordt met {status}"
