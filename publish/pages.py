"""The pages of our own: which address leads to which function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound

from publish import contents, debate, explaining, front, groups, paper, past, promise, reminders

if TYPE_CHECKING:
    from collections.abc import Callable

    from datasette.utils.asgi import Request


async def not_here(request: Request) -> None:
    """Datasette's own pages for developers, closed here."""
    raise NotFound(f"{request.path} bestaat hier niet.")


ROUTES: list[tuple[str, Callable[..., Any]]] = [
    (r"/$", front.front_page),
    (r"/toezegging/(?P<key>[^/]+)$", promise.commitment_page),
    (r"/toezegging/(?P<key>[^/]+)/csl\.json$", promise.citation),
    (r"/toezegging/(?P<key>[^/]+)/bewijsbon\.json$", promise.receipt),
    (r"/toezegging/(?P<key>[^/]+)/voorstel\.toml$", promise.proposal),
    (r"/stuk/(?P<key>[^/]+)$", paper.paper_page),
    (r"/bestand/(?P<sha256>[^/]+)$", paper.stored_file),
    (r"/ingangen$", groups.entrances_page),
    (r"/ministerie/(?P<value>[^/]+)$", groups.ministry_page),
    (r"/bewindspersoon/(?P<value>[^/]+)$", groups.person_page),
    (r"/dossier/(?P<value>[^/]+)$", groups.dossier_page),
    (r"/commissie/(?P<value>[^/]+)$", groups.committee_page),
    (r"/debatklaar$", debate.debate_page),
    (r"/debatklaar/(?P<number>[^/]+)$", debate.activity_page),
    (r"/rappel/toezegging/(?P<key>[^/]+)$", reminders.promise_reminder),
    (r"/rappel/commissie/(?P<value>[^/]+)$", reminders.committee_reminder),
    (r"/op$", past.choose_page),
    (r"/op/(?P<day>[^/]+)(?P<known>/nu)?$", past.past_page),
    (r"/op/(?P<day>[^/]+)(?P<known>/nu)?/toezegging/(?P<key>[^/]+)$", past.past_page),
    (r"/hoe-werkt-dit$", explaining.how_page),
    (r"/downloaden$", explaining.downloads_page),
    (r"/downloaden/(?P<name>[^/]+)$", explaining.copy_file),
    # Datasette's view, behind this one, wants to know of a format; there is none.
    (r"/(?P<database>kamerwacht)(?P<format>(?!))?$", contents.contents_page),
    (r"/-/(?!kamerwacht/|metadata\.json$|versions\.json$).*$", not_here),
]
