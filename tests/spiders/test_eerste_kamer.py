"""Pages of the Eerste Kamer are kept as they came, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demo.answers import Answer
from demo.standin import serve
from spiders import CrawlConfig, FetchedPage, Item, Order, crawl, sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from urllib.parse import SplitResult

    Make = Callable[..., CrawlConfig]

PAGE = b"<!DOCTYPE html><title>Rappel</title><p>Toezegging Verzonnen (99.999) (T09999)</p>"


class Site:
    def answer(self, target: SplitResult, _: str) -> Answer | None:
        return Answer(200, PAGE, headers={"ETag": '"een"'}) if target.path == "/rappel" else None


def test_a_page_is_kept_raw_and_asked_for_conditionally_after(config: Make) -> None:
    taken: list[Item] = []

    def keep(item: Item) -> None:
        taken.append(item)

    with serve(sites=(Site(),)) as server:
        first = crawl(config(server, source="eerste_kamer"), keep, Order())
        (page,) = taken
        assert isinstance(page, FetchedPage)
        again = crawl(
            config(server, source="eerste_kamer"), keep, Order(progress={page.part: page.checkpoint})
        )
    assert (page.body, page.checkpoint) == (PAGE, '"een"')
    assert (first.failed, again.failed, again.unchanged, len(taken)) == ([], [], 1, 1)
    assert not sources()["eerste_kamer"].holds_answers, (
        "its register holds no answers: silence does not wait for it"
    )
