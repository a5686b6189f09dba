"""By when: every Dutch expression that binds a promise to time, and what it means from the date of a paper.

    find.py       reads a sentence, chooses the term that counts
    bounds.py     a modifier on a period or an occasion ("uiterlijk" + "in het najaar")
    periods.py    periods, parts, ranges;   shapes.py   how Dutch names them (builders, weeks, named)
    spans.py      the arithmetic of periods
    lengths.py    lengths of time as terms;   durations.py  how Dutch names them
    phrases.py    vague words, recurrence
    events.py     occasions;                  event_clauses.py  "zodra het rapport gereed is"
    turns.py      "voordat we met reces gaan"
    backward.py   "voor die datum", denied terms
    explain.py    the Dutch sentence;         words.py  the word lists as patterns

The words stand in data/expressions.toml, what they mean in data/conventions.toml and data/calendar.toml.
"""

from commitments.deadlines.find import find_deadlines, governing, resolve

__all__ = ["find_deadlines", "governing", "resolve"]
