"""What the reader raises. Standard library only."""

from __future__ import annotations


class ReadError(ValueError):
    """A paper that cannot be read. ``str(error)`` is one Dutch line: what, where, what to do."""

    def __init__(self, what: str, *, name: str | None = None, advice: str = "") -> None:
        """``what`` is a Dutch clause, ``name`` the file as the user named it, ``advice`` what to do."""
        self.what = what
        self.name = name
        self.advice = advice
        line = f"{name}: {what}" if name else what[:1].upper() + what[1:]
        if not line.endswith((".", "!", "?")):
            line += "."
        super().__init__(" ".join(f"{line} {advice}".split()))
