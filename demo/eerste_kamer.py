"""A stand-in for the site of the Eerste Kamer: one invented page of its register of promises."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from demo.answers import Answer

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Rappel (FICTIEF VOORBEELD)</title></head><body>
<h1>Halfjaarlijks rappel openstaande toezeggingen (FICTIEF VOORBEELD)</h1>
<h2>Toezegging Verzonnen meldpunten (99.905) (T09901)</h2>
<p>De minister van Justitie en Veiligheid zegt toe de Kamer over de verzonnen meldpunten te berichten.</p>
<dl><dt>Nummer</dt><dd>T09901</dd>
<dt>Status</dt><dd>openstaand</dd><dt>Deadline</dt><dd>1 januari 2027</dd></dl>
</body></html>
"""


class EersteKamer:
    """The page; ``text`` may be changed between two crawls. It has an ETag."""

    def __init__(self, text: str = _PAGE) -> None:
        self.text = text

    def answer(self, target: SplitResult, _base: str) -> Answer | None:
        """As Site."""
        if target.path != "/rappel":
            return None
        body = self.text.encode()
        return Answer(200, body, headers={"ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"'})
