-- Hoe goed Kamerwacht leest, gemeten door mensen op stukken die de makers van de regels niet kenden (docs/meetlat.md).
-- Leeg tot iemand zo'n meting aanlevert; `kamerwacht evaluate` schrijft hier nooit.

CREATE TABLE meetlat (
    id INTEGER PRIMARY KEY,
    verzameling TEXT NOT NULL CHECK (verzameling <> ''),
    datum TEXT NOT NULL CHECK (datum IS date(datum, '+0 days')),
    aantal INTEGER NOT NULL CHECK (aantal >= 1),
    precisie REAL NOT NULL CHECK (precisie BETWEEN 0 AND 1),
    vangst REAL NOT NULL CHECK (vangst BETWEEN 0 AND 1),
    omschrijving TEXT NOT NULL CHECK (omschrijving <> ''),
    bron TEXT NOT NULL CHECK (bron <> ''),
    UNIQUE (verzameling, datum)
) STRICT;
