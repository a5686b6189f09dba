from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

import publish
from publish import snapshot
from tests.publish import example

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publish.example import Example


@dataclass
class Site:
    """The site on one database, asked without a network."""

    datasette: Any
    keys: dict[str, str]

    def get(self, path: str, **more: Any) -> Any:  # noqa: ANN401
        """The response, redirects followed."""
        return asyncio.run(self.datasette.client.get(path, follow_redirects=True, **more))

    def request(self, method: str, path: str) -> Any:  # noqa: ANN401
        """The response to another method than GET."""
        return asyncio.run(self.datasette.client.request(method, path))

    def page(self, path: str, status: int = 200) -> BeautifulSoup:
        """The parsed page."""
        response = self.get(path)
        assert response.status_code == status, response.text[:500]
        return BeautifulSoup(response.text, "lxml")

    def promise(self, name: str) -> BeautifulSoup:
        """The page of the promise example.SENTENCES[name]."""
        return self.page(f"/toezegging/{self.keys[name]}")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a snapshot takes long; here a page waits for it all the same."""
    monkeypatch.setattr(snapshot, "PATIENCE", 60.0)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Example:
    return example.build(tmp_path_factory.mktemp("publish") / "anders-genoemd.db")


@pytest.fixture(scope="session")
def site(made: Example) -> Site:
    return Site(publish.app(made.path), made.keys)


@pytest.fixture
def empty_site(tmp_path: Path) -> Site:
    return Site(publish.app(example.empty(tmp_path / "leeg.db")), {})


def text_of(element: Any) -> str:  # noqa: ANN401
    """The words, with single spaces and none before a closing mark, however they are spread over elements."""
    words = " ".join(element.get_text(" ").split())
    return re.sub(r" ([.,:;)])", r"\1", words).replace("( ", "(")
