"""Show: the website, a Datasette with one plugin of our own. Reads the database, writes nothing.

``publish.app`` and ``publish.serve`` are loaded on first use, so that importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publish.errors import PublishError
    from publish.server import Folders, app, serve

__all__ = ["Folders", "PublishError", "app", "serve"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type is known to checkers from the block above
    if name in ("Folders", "app", "serve"):
        from publish import server as home  # noqa: PLC0415 - Datasette is heavy
    elif name in __all__:
        from publish import errors as home  # type: ignore[no-redef]  # noqa: PLC0415
    else:
        raise AttributeError(f"module 'publish' has no attribute {name!r}")
    return getattr(home, name)
