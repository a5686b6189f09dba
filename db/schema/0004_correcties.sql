-- Wat mensen nakeken (docs/correcties.md), wat eerder gold (voor "wat geloofden we op …?"), en wie er zat.

-- Eén rij per regel van correcties.toml die is geboekt. Een regel die uit het bestand verdwijnt of anders uitpakt,
-- krijgt vervallen_op; niets wordt gewist. doel is de sleutel van een toezegging (tz-) of gebeurtenis (gb-).
CREATE TABLE correcties (
    id INTEGER PRIMARY KEY,
    sleutel TEXT NOT NULL UNIQUE CHECK (sleutel GLOB 'cr-??????????'),
    doel TEXT NOT NULL CHECK (doel GLOB 'tz-??????????' OR doel GLOB 'gb-??????????'),
    soort TEXT NOT NULL CHECK (soort IN ('bevestigd', 'afgewezen', 'gekoppeld', 'ontkoppeld', 'termijn', 'afgedaan',
                                         'vervallen', 'weerwoord')),
    waarde TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(waarde)),
    door TEXT NOT NULL CHECK (door <> ''),
    op TEXT NOT NULL CHECK (op IS date(op, '+0 days')),
    reden TEXT NOT NULL CHECK (reden <> ''),
    toezegging_id INTEGER REFERENCES toezeggingen (id),
    gebeurtenis_id INTEGER REFERENCES gebeurtenissen (id),
    document_id INTEGER REFERENCES documenten (id),
    datum TEXT CHECK (datum IS date(datum, '+0 days')),
    toegepast INTEGER NOT NULL CHECK (toegepast IN (0, 1)),
    melding TEXT,
    geboekt_op TEXT NOT NULL CHECK (geboekt_op IS strftime('%Y-%m-%dT%H:%M:%SZ', geboekt_op, '+0 days')),
    vervallen_op TEXT CHECK (vervallen_op IS strftime('%Y-%m-%dT%H:%M:%SZ', vervallen_op, '+0 days')),
    CHECK (toegepast = 1 OR melding IS NOT NULL)
) STRICT;
CREATE INDEX correcties_toezegging ON correcties (toezegging_id, soort) WHERE vervallen_op IS NULL AND toegepast = 1;
CREATE INDEX correcties_gebeurtenis ON correcties (gebeurtenis_id) WHERE vervallen_op IS NULL AND toegepast = 1;
CREATE INDEX correcties_document ON correcties (document_id);

-- Treden van een ladder die niet meer gelden: als rijen van termijnen, met tot wanneer zij geloofd werden.
CREATE TABLE termijnen_eerder (
    id INTEGER PRIMARY KEY,
    toezegging_id INTEGER NOT NULL REFERENCES toezeggingen (id),
    volgnummer INTEGER NOT NULL CHECK (volgnummer >= 0),
    document_id INTEGER REFERENCES documenten (id),
    gebeurtenis_id INTEGER REFERENCES gebeurtenissen (id),
    herhaling_id INTEGER REFERENCES toezeggingen (id),
    correctie_id INTEGER REFERENCES correcties (id),
    aangekondigd_op TEXT,
    tekst TEXT NOT NULL,
    soort TEXT NOT NULL,
    vanaf TEXT,
    strikt TEXT,
    ruim TEXT,
    timex TEXT,
    regel TEXT NOT NULL,
    uitleg TEXT NOT NULL,
    zeker INTEGER NOT NULL,
    hangt_op TEXT,
    verschoven INTEGER,
    geboekt_op TEXT NOT NULL,
    vervallen_op TEXT NOT NULL CHECK (vervallen_op IS strftime('%Y-%m-%dT%H:%M:%SZ', vervallen_op, '+0 days'))
) STRICT;
CREATE INDEX termijnen_eerder_toezegging ON termijnen_eerder (toezegging_id, vervallen_op);

-- Wat van een stuk eerder gold en meetelt in "gezocht in N stukken"; een trigger houdt het bij.
CREATE TABLE documenten_eerder (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documenten (id) ON DELETE CASCADE,
    datum TEXT,
    ministerie_id INTEGER REFERENCES ministeries (id),
    ingetrokken INTEGER NOT NULL,
    vervallen_op TEXT NOT NULL
) STRICT;
CREATE INDEX documenten_eerder_document ON documenten_eerder (document_id, vervallen_op);

-- Tot en met welke dag een bron gelezen was; elke wijziging één rij, door een trigger.
CREATE TABLE bronnen_eerder (
    id INTEGER PRIMARY KEY,
    bron TEXT NOT NULL,
    gelezen_tot TEXT,
    geboekt_op TEXT NOT NULL CHECK (geboekt_op IS strftime('%Y-%m-%dT%H:%M:%SZ', geboekt_op, '+0 days'))
) STRICT;
CREATE INDEX bronnen_eerder_bron ON bronnen_eerder (bron, geboekt_op);

-- Kabinetten en wie daarin welk ambt had, uit commitments/data/kabinetten.toml.
CREATE TABLE kabinetten (
    id INTEGER PRIMARY KEY,
    naam TEXT NOT NULL UNIQUE CHECK (naam <> ''),
    van TEXT NOT NULL CHECK (van IS date(van, '+0 days')),
    tot TEXT CHECK (tot IS date(tot, '+0 days')),
    demissionair_sinds TEXT CHECK (demissionair_sinds IS date(demissionair_sinds, '+0 days')),
    bron TEXT NOT NULL CHECK (bron <> ''),
    zekerheid TEXT NOT NULL CHECK (zekerheid IN ('zeker', 'onzeker')),
    CHECK (tot IS NULL OR tot >= van)
) STRICT;
CREATE TABLE zetels (
    id INTEGER PRIMARY KEY,
    ambt TEXT NOT NULL CHECK (ambt <> ''),
    naam TEXT NOT NULL CHECK (naam <> ''),
    van TEXT NOT NULL CHECK (van IS date(van, '+0 days')),
    tot TEXT CHECK (tot IS date(tot, '+0 days')),
    kabinet_id INTEGER NOT NULL REFERENCES kabinetten (id),
    bron TEXT NOT NULL CHECK (bron <> ''),
    zekerheid TEXT NOT NULL CHECK (zekerheid IN ('zeker', 'onzeker')),
    UNIQUE (ambt, naam, van),
    CHECK (tot IS NULL OR tot >= van)
) STRICT;
CREATE INDEX zetels_ambt ON zetels (ambt, van);
CREATE INDEX zetels_kabinet ON zetels (kabinet_id);

-- Welke toezegging in het register van een Kamer welke gevonden toezegging is; een koppeling die vervalt, blijft staan.
CREATE TABLE register_koppelingen (
    id INTEGER PRIMARY KEY,
    register_id INTEGER NOT NULL REFERENCES register (id),
    toezegging_id INTEGER NOT NULL REFERENCES toezeggingen (id),
    zekerheid TEXT NOT NULL CHECK (zekerheid IN ('zeker', 'kandidaat')),
    reden TEXT NOT NULL,
    geboekt_op TEXT NOT NULL CHECK (geboekt_op IS strftime('%Y-%m-%dT%H:%M:%SZ', geboekt_op, '+0 days')),
    vervallen_op TEXT CHECK (vervallen_op IS strftime('%Y-%m-%dT%H:%M:%SZ', vervallen_op, '+0 days'))
) STRICT;
CREATE UNIQUE INDEX register_koppelingen_geldig ON register_koppelingen (register_id) WHERE vervallen_op IS NULL;
CREATE INDEX register_koppelingen_toezegging ON register_koppelingen (toezegging_id) WHERE vervallen_op IS NULL;

-- Van welke dag de laatste vergelijking van een rij van het register is; leeg of ouder: opnieuw vergelijken.
CREATE TABLE register_vergeleken (
    register_id INTEGER PRIMARY KEY REFERENCES register (id),
    vergeleken_op TEXT NOT NULL
) STRICT;
CREATE INDEX register_vergeleken_op ON register_vergeleken (vergeleken_op);
