"""Reading many papers at once: own processes, or the workers of a Dask scheduler, behind one interface.

Reading is a pure function of bytes, so the answers are those of one process, in the order asked.
"""

from __future__ import annotations

import re
from collections import deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from kamerwacht.errors import KamerwachtError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
PATIENCE = 20.0
"""Seconds to wait for a scheduler."""
AHEAD = 64
"""Papers that may be read ahead of the one that is stored."""


@contextmanager
def workers(jobs: int = 1, dask: str | None = None) -> Iterator[Executor | None]:
    """Who reads: ``jobs`` processes, the workers of the scheduler at ``dask``, or None: this process itself.

    Raises KamerwachtError when they can't be had, or are lost.
    """
    if jobs < 1:
        raise KamerwachtError(f"--jobs {jobs}: kies ten minste 1")
    try:
        if dask is not None:
            with _dask(dask) as executor:
                yield executor
        elif jobs == 1:
            yield None
        else:
            with ProcessPoolExecutor(jobs) as executor:
                yield executor
    except BrokenExecutor as error:
        raise KamerwachtError(
            "een leesproces is onverwacht gestopt (te weinig geheugen?); probeer het met minder --jobs"
        ) from error


def in_order(
    executor: Executor | None, function: Callable[[Asked], Answer], asked: Iterable[Asked]
) -> Iterator[Answer]:
    """What ``function`` makes of each, in the order asked; never more than ``AHEAD`` at once."""
    if executor is None:
        yield from map(function, asked)
        return
    rest = iter(asked)
    waiting: deque[Future[Answer]] = deque(executor.submit(function, item) for item in islice(rest, AHEAD))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(executor.submit(function, item) for item in islice(rest, 1))


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        distributed: Any = import_module("distributed")  # an optional extra, with or without types
    except ImportError as error:
        raise KamerwachtError("voor --dask is de extra 'dask' nodig: uv sync --extra dask") from error
    if not re.fullmatch(r"[a-z]+://(\[[0-9a-f:]+\]|[^\s:/]+):\d{1,5}", address):
        raise KamerwachtError(
            f"--dask {address}: dit is geen adres van een planner; schrijf tcp://host:poort"
        )
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise KamerwachtError(f"de Dask-planner op {address} is niet te bereiken") from error
    with client:
        executor: Executor = client.get_executor(pure=False, retries=3)
        yield executor
