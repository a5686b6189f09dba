"""What the reader raises. Standard library only."""

from __future__ import annotations

import errno

_REASONS = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.ENOENT: "bestaat niet",
    errno.EISDIR: "is een map",
    errno.ENOTDIR: "geen map in het pad",
    errno.EEXIST: "bestaat al",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte is op",
    errno.EROFS: "alleen te lezen",
    errno.EIO: "de schijf geeft een fout",
    errno.ENAMETOOLONG: "de naam is te lang",
}


def reason(error: OSError) -> str:
    """Why the system refused, in a few Dutch words; by its number when there are none for it."""
    return _REASONS.get(error.errno or 0) or f"systeemfout {error.errno}"


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
