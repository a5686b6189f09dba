"""Mail and webhook over TLS, against real servers on loopback; what fails is one Dutch line without a secret."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

import db
from kamerwacht import job
from kamerwacht.alerts import Alert, Receivers
from kamerwacht.errors import KamerwachtError
from tests.kamerwacht.receivers import PASSWORD, USER, certificate, mail_server, webhook

if TYPE_CHECKING:
    from pathlib import Path

    from kamerwacht.collect import Outcome
    from kamerwacht.config import Store

ALERT = Alert("storing", "proef", ("Een regel met één ë.",))


def receivers(smtp: str, password: str = PASSWORD) -> Receivers:
    return Receivers("naar@voorbeeld.invalid", "van@voorbeeld.invalid", smtp, password=password)


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_a_mail_goes_out_over_tls_after_logging_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    context, trusted = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with mail_server(scheme, context) as (address, mails):
        assert receivers(address).send(ALERT) == []
    (mail,) = mails
    assert (mail["X-Proef-TLS"], mail.get_content().splitlines()) == ("True", [*ALERT.lines])
    assert mail["Date"].datetime
    assert mail["Message-ID"].endswith("@voorbeeld.invalid>")


@pytest.mark.parametrize(
    "address", ["smtp://[::1", "smtp://mail.invalid:abc", "smtp://mail.invalid:99999", "smtp://"]
)
def test_an_address_that_can_t_be_one_is_told_at_once(address: str) -> None:
    with pytest.raises(KamerwachtError, match="KAMERWACHT_SMTP is geen adres"):
        receivers(address)
    with pytest.raises(KamerwachtError, match="KAMERWACHT_WEBHOOK is geen adres"):
        Receivers(webhook=address.replace("smtp", "https"))


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("letters", "mail: naam, adres of wachtwoord van de mail mag alleen ASCII-tekens hebben"),
        ("password", "mail: naam of wachtwoord geweigerd; kijk KAMERWACHT_SMTP_WACHTWOORD na"),
        ("expired", "mail: het certificaat is verlopen"),
        ("address", "mail: het certificaat hoort niet bij dit adres"),
        ("unknown", "mail: het certificaat is niet te vertrouwen"),
    ],
)
def test_what_keeps_a_mail_from_going_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str, wrong: str, told: str
) -> None:
    context, trusted = certificate(
        tmp_path,
        days=-1 if wrong == "expired" else 1,
        address="127.0.0.2" if wrong == "address" else "127.0.0.1",
    )
    if wrong != "unknown":
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with mail_server(scheme, context) as (address, mails):
        password = {"password": "fout", "letters": "gehéim"}.get(wrong, PASSWORD)
        assert receivers(address, password).send(ALERT) == [f"melding niet verstuurd ({told})"]
    assert mails == []


def test_a_server_without_tls_gets_no_password_and_no_mail() -> None:
    with mail_server() as (address, mails):
        place = address.replace("smtp://", f"smtp+starttls://{USER}@")
        (line,) = receivers(place).send(ALERT)
    assert "geen STARTTLS" in line
    assert mails == []
    with pytest.raises(KamerwachtError, match="leesbaar over het net"):
        receivers(f"smtp://{USER}@127.0.0.1:25")


@pytest.mark.parametrize("days", [1, -1])
def test_a_webhook_over_https_is_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    context, trusted = certificate(tmp_path, days=days)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with webhook(context) as (address, posts):
        told = Receivers(webhook=address).send(ALERT)
    expired = ["melding niet verstuurd (webhook: het certificaat is verlopen)"]
    assert (told, len(posts)) == (([], 1) if days > 0 else (expired, 0))


def test_a_run_whose_mail_is_refused_succeeds_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(place: Store) -> list[Outcome]:
        db.connect(place.database, create=True).close()
        return []

    context, trusted = certificate(tmp_path)
    (tmp_path / job.NOTICES).write_text('{"overdue": [], "fault": "van eerder"}')
    with ExitStack() as stack:
        address, _ = stack.enter_context(mail_server("smtps", context))
        for name, value in {
            "SSL_CERT_FILE": str(trusted),
            "KAMERWACHT_SMTP": address,
            "KAMERWACHT_MAIL_NAAR": "naar@voorbeeld.invalid",
            "KAMERWACHT_MAIL_VAN": "van@voorbeeld.invalid",
            "KAMERWACHT_SMTP_WACHTWOORD": "zo-niet",
        }.items():
            monkeypatch.setenv(name, value)
        assert job.run(argparse.Namespace(db=tmp_path / "kw.db", dry_run=False, json=False), work) == 0
    said = capsys.readouterr()
    (line,) = said.err.splitlines()
    assert line.startswith("kamerwacht: let op: melding niet verstuurd (mail: naam of wachtwoord geweigerd;")
    assert "zo-niet" not in said.out + said.err
