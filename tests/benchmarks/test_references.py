"""The scorer of references: each counted once, a spare one neither hit nor fault."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.references import key, papers, score

if TYPE_CHECKING:
    from pathlib import Path


def test_hits_misses_and_false_hits() -> None:
    wanted = Counter({"kst-99999-1": 2, "kst-99999-2": 1})
    found = [("kst-99999-1", "a"), ("kst-99999-7", "b"), ("kst-99999-8", "c")]
    result = score(wanted, Counter({"kst-99999-8": 1}), found)
    assert result.hits == 1
    assert sorted(result.missed) == ["kst-99999-1", "kst-99999-2"]
    assert result.false == ["b → kst-99999-7"]


def test_a_name_or_a_date_tells_which_it_is() -> None:
    assert key("mijn brief van 3 maart 2025") == key("de Kamerbrief van 3 maart 2025")
    assert key("motie-Jansen/De Wit") == key("motie van het lid Jansen/De Wit") == key("motie Jansen/De Wit")
    assert key("motie-Jansen") != key("motie-De Wit")


def test_the_list_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(
        "# a.pdf\nkst-99999-1\n- 0123456789ab\n~ kst-99999-2\n? kst-99999-3\n# b.pdf\n", encoding="utf-8"
    )
    first, second = papers(path)
    assert (first.path, second.path) == ("a.pdf", "b.pdf")
    assert first.required == Counter({"kst-99999-1": 1})
    assert first.named == Counter({"0123456789ab": 1})
    assert first.context == Counter({"kst-99999-2": 1})
    assert first.optional == Counter({"kst-99999-3": 1})
    assert papers()
