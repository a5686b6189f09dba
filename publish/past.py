"""Looking back: the front page and the page of a promise as they stood on an earlier day.

Each such day costs reckoning every state anew. So a few are kept, one is made at a time by a thread of its
own, and whoever comes while others wait for theirs is asked to come back.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from datasette.utils.asgi import BadRequest, NotFound, Response

from db.past import opened_on
from publish import front, promise, queries
from publish.render import written_date
from publish.routing import page, part

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from datasette.app import Datasette
    from datasette.utils.asgi import Request

FIRST = dt.date(1995, 1, 1)
"""The official publications begin here; no earlier day has anything to show."""
KEPT, WAITING = 4, 6
"""Days that are kept ready, and questions for another that may wait."""
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Worker:
    """The one thread that opens days and asks them, and the days that it has open."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="terugkijken")
        self._open: OrderedDict[Hashable, tuple[sqlite3.Connection, ExitStack]] = OrderedDict()
        self.waiting = 0

    async def ask(self, view: View, sql: str, values: dict[str, Any]) -> list[sqlite3.Row]:
        """All rows of ``sql`` on the day of ``view``."""
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, lambda: self._connection(view).execute(sql, values).fetchall()
        )

    def has(self, view: View) -> bool:
        """Whether the day of ``view`` is open."""
        return view.key in self._open

    def _connection(self, view: View) -> sqlite3.Connection:
        if view.key not in self._open:
            with ExitStack() as stack:
                connection = stack.enter_context(
                    opened_on(view.path, view.day, view.moment, believed=view.believed)
                )
                connection.row_factory = sqlite3.Row
                self._open[view.key] = (connection, stack.pop_all())
            while len(self._open) > KEPT:
                self._open.popitem(last=False)[1][1].close()
        self._open.move_to_end(view.key)
        return self._open[view.key][0]


WORKER = Worker()


@dataclass(frozen=True, slots=True)
class Answer:
    """As Datasette gives rows."""

    rows: list[sqlite3.Row]


@dataclass(frozen=True, slots=True)
class View:
    """A day to look back to; the pages ask it in place of the database (publish/queries.py)."""

    path: Path
    state: Path
    """The snapshot of the database as it is now: with another one, the day is reckoned anew."""
    day: dt.date
    believed: bool
    page: str
    """The address of the same page today; "" is the front page."""
    raw_folder: Path
    ask: Callable[..., Any] = field(compare=False)

    @property
    def key(self) -> Hashable:
        """What makes one view another."""
        return (self.state, self.day, self.believed)

    @property
    def moment(self) -> str:
        """The last second of the day, as a stamp in UTC."""
        following = dt.datetime.combine(self.day + dt.timedelta(days=1), dt.time(), AMSTERDAM)
        return (following.astimezone(dt.UTC) - dt.timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def root(self) -> str:
        """What stands before the address of a page on this day."""
        return f"/op/{self.day}" if self.believed else f"/op/{self.day}/nu"

    @property
    def other(self) -> str:
        """The same for the other way of looking back."""
        return f"/op/{self.day}/nu" if self.believed else f"/op/{self.day}"

    @property
    def written(self) -> str:
        """Like "1 oktober 2026"."""
        return written_date(self.day.isoformat())

    async def execute(self, sql: str, values: dict[str, Any]) -> Answer:
        """As Datasette's; ``main.stand`` is the state of now, and so not asked here."""
        return Answer(await self.ask(self, sql.replace("main.stand", "stand"), values))


async def choose_page(datasette: Datasette, request: Request) -> Response:
    """A form for the day; with ``?dag=`` on to that day, of ``?toezegging=`` when that is given."""
    wanted = request.args.get("dag")
    if not wanted:
        return await _choice(datasette, request, 200)
    day = await _day(datasette, wanted)
    key = request.args.get("toezegging")
    path = f"/op/{day}" + (f"/toezegging/{quote(key, safe='')}" if key else "")
    return Response.redirect(datasette.urls.path(path))


async def past_page(datasette: Datasette, request: Request) -> Response:
    """The front page, or that of a promise, on the day in the address."""
    site = queries.database(datasette)
    day = await _day(datasette, part(request, "day"))
    state = await asyncio.to_thread(site.snapshot.fresh)
    key = request.url_vars.get("key")
    view = View(
        path=site.database_file,
        state=state,
        day=day,
        believed=request.url_vars["known"] is None,
        page=f"/toezegging/{key}" if key else "",
        raw_folder=site.raw_folder,
        ask=WORKER.ask,
    )
    if not WORKER.has(view) and WORKER.waiting >= WAITING:
        return await _choice(datasette, request, 503, druk=True)
    WORKER.waiting += 1
    token = queries.PAST.set(view)
    try:
        return await (promise.commitment_page if key else front.front_page)(datasette, request)
    except NotFound:
        pass  # told below, by a page of today
    finally:
        queries.PAST.reset(token)
        WORKER.waiting -= 1
    return await _choice(datasette, request, 404, onbekend=view)


async def _day(datasette: Datasette, text: str) -> dt.date:
    today = dt.date.fromisoformat(await queries.today(datasette))
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise NotFound("Deze dag bestaat niet.") from None
    if not FIRST <= day <= today or text != day.isoformat():
        raise BadRequest("Terugkijken kan tot en met vandaag.")
    return day


async def _choice(datasette: Datasette, request: Request, status: int, **context: object) -> Response:
    """The form for another day, and why it is shown."""
    response = await page(datasette, request, "terugkijken.html", context)
    response.status = status
    if status == 503:
        response.headers["retry-after"] = "30"
    return response
