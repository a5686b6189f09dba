-- Waarop koppelen zoekt: de woorden van elke toezegging, zodat een nieuw stuk alleen opzoekt wat erbij kan horen.

-- Stammen van woorden (commitments/subjects.py), elk van ten minste één geldende toezegging. Het lege woord staat voor
-- de toezegging zelf: wie het telt, telt toezeggingen.
CREATE TABLE woorden (
    id INTEGER PRIMARY KEY,
    woord TEXT NOT NULL UNIQUE,
    omgekeerd TEXT NOT NULL
) STRICT;
CREATE INDEX woorden_omgekeerd ON woorden (omgekeerd);

-- heel = 0: het woord is een deel van een samenstelling in de toezegging.
CREATE TABLE toezegging_woorden (
    toezegging_id INTEGER NOT NULL REFERENCES toezeggingen (id),
    woord_id INTEGER NOT NULL REFERENCES woorden (id),
    datum TEXT NOT NULL CHECK (datum IS date(datum, '+0 days')),
    heel INTEGER NOT NULL CHECK (heel IN (0, 1)),
    PRIMARY KEY (toezegging_id, woord_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX toezegging_woorden_woord ON toezegging_woorden (woord_id, datum);

-- In hoeveel toezeggingen van een maand een woord staat, en in hoeveel daarvan als heel woord.
CREATE TABLE woordtelling (
    woord_id INTEGER NOT NULL REFERENCES woorden (id),
    maand TEXT NOT NULL CHECK (maand GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    aantal INTEGER NOT NULL CHECK (aantal > 0),
    heel INTEGER NOT NULL CHECK (heel >= 0),
    PRIMARY KEY (woord_id, maand)
) STRICT, WITHOUT ROWID;

-- Met welke regels is gelezen: wie een regel verandert, laat alleen de stukken opnieuw lezen waarin hij kan slaan.
CREATE TABLE leesregels (
    versie TEXT PRIMARY KEY CHECK (versie <> ''),
    grond TEXT NOT NULL CHECK (grond <> ''),
    regels TEXT NOT NULL CHECK (json_valid(regels))
) STRICT, WITHOUT ROWID;
