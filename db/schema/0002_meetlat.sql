-- De meetlat, en waarop berekende termijnen rusten.

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

-- Kalender en afspraken waarmee termijnen zijn berekend, elke versie één keer; instellingen.rekendata noemt de
-- versie waarbij alle termijnen horen. Zo blijkt na een verbetering welke termijnen opnieuw moeten.
CREATE TABLE rekendata (
    id INTEGER PRIMARY KEY,
    versie TEXT NOT NULL UNIQUE CHECK (length(versie) = 12 AND versie NOT GLOB '*[^0-9a-f]*'),
    inhoud TEXT NOT NULL CHECK (json_valid(inhoud)),
    gebruikt_op TEXT NOT NULL CHECK (gebruikt_op IS strftime('%Y-%m-%dT%H:%M:%SZ', gebruikt_op, '+0 days'))
) STRICT;
ALTER TABLE wijzigingen ADD COLUMN reden TEXT;
CREATE INDEX termijnen_dag ON termijnen (coalesce(ruim, strikt, vanaf));
CREATE INDEX gebeurtenissen_dag ON gebeurtenissen (coalesce(termijn_ruim, termijn_strikt, termijn_vanaf))
    WHERE termijn_tekst IS NOT NULL;
