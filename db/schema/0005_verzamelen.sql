-- Wat het verzamelen onthoudt: hoe lang een verversing duurde, wat niet te lezen was, wat is bekeken en niet gekozen.

ALTER TABLE verversingen ADD COLUMN duur REAL NOT NULL DEFAULT 0 CHECK (duur >= 0);
ALTER TABLE verversingen ADD COLUMN afwijkingen TEXT;

-- Een stuk dat de bron noemt en dat niet op te halen of niet te lezen is. Na genoeg verschillende dagen is het een
-- vast hiaat: het houdt gelezen_tot niet meer tegen, maar wel het oordeel "zonder bericht" over zijn ministerie.
CREATE TABLE hiaten (
    id INTEGER PRIMARY KEY,
    bron TEXT NOT NULL CHECK (bron <> ''),
    identificatie TEXT NOT NULL CHECK (identificatie <> ''),
    soort TEXT NOT NULL CHECK (soort IN ('onleesbaar', 'onvindbaar')),
    titel TEXT,
    datum TEXT CHECK (datum IS date(datum, '+0 days')),
    dossiers TEXT,
    ministerie_id INTEGER REFERENCES ministeries (id),
    url TEXT,
    melding TEXT NOT NULL,
    reden TEXT,
    dagen INTEGER NOT NULL DEFAULT 1 CHECK (dagen >= 1),
    vast INTEGER NOT NULL DEFAULT 0 CHECK (vast IN (0, 1)),
    eerst_op TEXT NOT NULL CHECK (eerst_op IS date(eerst_op, '+0 days')),
    laatst_op TEXT NOT NULL CHECK (laatst_op IS date(laatst_op, '+0 days')),
    opgelost_op TEXT CHECK (opgelost_op IS date(opgelost_op, '+0 days')),
    UNIQUE (bron, identificatie)
) STRICT;
CREATE INDEX hiaten_ministerie ON hiaten (ministerie_id, datum) WHERE opgelost_op IS NULL;

CREATE TABLE overgeslagen (
    id INTEGER PRIMARY KEY,
    bron TEXT NOT NULL CHECK (bron <> ''),
    identificatie TEXT NOT NULL CHECK (identificatie <> ''),
    stempel TEXT NOT NULL,
    titel TEXT,
    ministeries TEXT,
    op TEXT NOT NULL CHECK (op IS strftime('%Y-%m-%dT%H:%M:%SZ', op, '+0 days')),
    UNIQUE (bron, identificatie)
) STRICT;
