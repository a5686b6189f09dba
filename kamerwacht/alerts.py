"""Who hears of a fault, and of promises that became overdue: a mail, a webhook, or both.

Where to is set in the environment, since addresses of webhooks and passwords are secrets:

- KAMERWACHT_MAIL_NAAR, KAMERWACHT_MAIL_VAN: addresses
- KAMERWACHT_SMTP: ``smtp://host:25``, ``smtp+starttls://naam@host:587`` or ``smtps://naam@host:465``
- KAMERWACHT_SMTP_WACHTWOORD
- KAMERWACHT_WEBHOOK: an http(s) address that takes JSON; KAMERWACHT_WEBHOOK_SLEUTEL: its bearer token

Certificates are checked against those of the system, or those in the file that SSL_CERT_FILE names.
"""

from __future__ import annotations

import json
import os
import smtplib
import ssl
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urlsplit

from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 20.0
"""Seconds that a mail server or receiver may take."""
_SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Alert:
    """A message: its kind ("storing", "hersteld", "verstreken"), a subject and Dutch lines."""

    kind: str
    subject: str
    lines: tuple[str, ...]
    details: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who hears of it. Raises KamerwachtError, without the secret in it, for what can't be used."""

    mail_to: str = ""
    mail_from: str = ""
    smtp: str = ""
    webhook: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        smtp, webhook = _address("KAMERWACHT_SMTP", self.smtp), _address("KAMERWACHT_WEBHOOK", self.webhook)
        if self.mail_to and not (self.mail_from and smtp.scheme in _SCHEMES):
            raise KamerwachtError(
                "voor mail zijn KAMERWACHT_MAIL_NAAR, KAMERWACHT_MAIL_VAN en KAMERWACHT_SMTP nodig "
                f"({', '.join(f'{name}://' for name in _SCHEMES)})"
            )
        if self.mail_to and smtp.scheme == "smtp" and smtp.username:
            raise KamerwachtError(
                "KAMERWACHT_SMTP: smtp:// stuurt een wachtwoord leesbaar over het net; "
                "gebruik smtp+starttls:// of smtps://"
            )
        if self.webhook and webhook.scheme not in ("http", "https"):
            raise KamerwachtError("KAMERWACHT_WEBHOOK is geen webadres (http of https)")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Receivers:
        """Who is named in the environment."""
        names = ("MAIL_NAAR", "MAIL_VAN", "SMTP", "WEBHOOK", "SMTP_WACHTWOORD", "WEBHOOK_SLEUTEL")
        return cls(*(environment.get(f"KAMERWACHT_{name}", "").strip() for name in names))

    def __bool__(self) -> bool:
        return bool(self.mail_to or self.webhook)

    def send(self, alert: Alert) -> list[str]:
        """Send to everyone; a Dutch line for each that could not be reached."""
        failed = []
        for name, wanted, send in (("mail", self.mail_to, self._mail), ("webhook", self.webhook, self._post)):
            try:
                if wanted:
                    send(alert)
            except (OSError, smtplib.SMTPException, ValueError) as error:
                failed.append(f"melding niet verstuurd ({name}: {_explained(error)})")
        return failed

    def _mail(self, alert: Alert) -> None:
        message = EmailMessage()
        message["From"], message["To"] = self.mail_from, self.mail_to
        domain = self.mail_from.rpartition("@")[2].rstrip(" >")
        message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=domain)
        message["Subject"] = f"Kamerwacht: {' '.join(alert.subject.split())}"
        message.set_content("\n".join(alert.lines) + "\n")
        place = urlsplit(self.smtp)
        address = (place.hostname or "", place.port or _SCHEMES[place.scheme])
        context = ssl.create_default_context()
        server = (
            smtplib.SMTP_SSL(*address, timeout=PATIENCE, context=context)
            if place.scheme == "smtps"
            else smtplib.SMTP(*address, timeout=PATIENCE)
        )
        with server:
            if place.scheme == "smtp+starttls":
                server.starttls(context=context)
            if place.username:
                server.login(unquote(place.username), self.password)
            server.send_message(message)

    def _post(self, alert: Alert) -> None:
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "kamerwacht"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = json.dumps(asdict(alert), ensure_ascii=False).encode()
        request = urllib.request.Request(self.webhook, data=body, headers=headers)  # noqa: S310 - checked above
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            answer.read(1000)


def _address(name: str, value: str) -> SplitResult:
    """The parts of an address. Raises KamerwachtError, without the address in it, when it can't be one."""
    try:
        parts = urlsplit(value)
        usable = not value or bool(parts.hostname and parts.port != 0)
    except ValueError:  # brackets that don't fit, or a port that is no port
        usable = False
    if not usable:
        raise KamerwachtError(f"{name} is geen adres; schrijf soort://naam:poort (docs/beheer.md)")
    return parts


_EXPLAINED: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPAuthenticationError, "naam of wachtwoord geweigerd; kijk KAMERWACHT_SMTP_WACHTWOORD na"),
    (
        smtplib.SMTPNotSupportedError,
        "de mailserver biedt geen STARTTLS of geen aanmelding; er is niets verstuurd",
    ),
    (smtplib.SMTPRecipientsRefused, "de mailserver weigert het adres in KAMERWACHT_MAIL_NAAR"),
    (smtplib.SMTPSenderRefused, "de mailserver weigert het adres in KAMERWACHT_MAIL_VAN"),
    (ssl.SSLError, "geen beveiligde verbinding mogelijk; klopt het poortnummer?"),
    (UnicodeEncodeError, "naam, adres of wachtwoord van de mail mag alleen ASCII-tekens hebben"),
    (TimeoutError, f"geen antwoord binnen {PATIENCE:.0f} s"),
    (ConnectionError, "niet te bereiken"),
)
_CERTIFICATES = {10: "is verlopen", 62: "hoort niet bij deze naam", 64: "hoort niet bij dit adres"}
"""OpenSSL's X509_V_ERR_CERT_HAS_EXPIRED, _HOSTNAME_MISMATCH and _IP_ADDRESS_MISMATCH."""


def _explained(error: Exception) -> str:
    """Why nothing could be sent, in Dutch, without an address or a secret."""
    if isinstance(error, urllib.error.HTTPError):
        return f"de ontvanger antwoordt met status {error.code}"
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, Exception):
        error = error.reason
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"het certificaat {_CERTIFICATES.get(error.verify_code, 'is niet te vertrouwen')}"
    return next((told for kind, told in _EXPLAINED if isinstance(error, kind)), type(error).__name__)
