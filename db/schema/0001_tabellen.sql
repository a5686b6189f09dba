-- De tabellen van Kamerwacht (docs/databank.md). Een uitgebrachte migratie verandert niet meer:
-- wie iets wil wijzigen, voegt een volgend bestand toe.
-- "x IS date(x, '+0 days')": leeg, of een bestaande dag als JJJJ-MM-DD.

CREATE TABLE ministeries (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    naam TEXT
) STRICT;

-- De bronnen schrijven een naam met en zonder hoofdletter; een commissie waarnaar de Kamer alleen nog verwees, heeft er geen.
CREATE TABLE commissies (
    id INTEGER PRIMARY KEY,
    naam TEXT COLLATE NOCASE UNIQUE CHECK (naam <> ''),
    identificatie TEXT UNIQUE CHECK (identificatie <> ''),
    afkorting TEXT,
    kamer INTEGER CHECK (kamer IN (1, 2)),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days')),
    CHECK (naam IS NOT NULL OR identificatie IS NOT NULL)
) STRICT;

CREATE TABLE dossiers (
    id INTEGER PRIMARY KEY,
    nummer TEXT NOT NULL UNIQUE CHECK (nummer <> '' AND nummer NOT GLOB '* *'),
    titel TEXT
) STRICT;

CREATE TABLE bewindspersonen (
    id INTEGER PRIMARY KEY,
    naam TEXT NOT NULL CHECK (naam <> ''),
    functie TEXT NOT NULL CHECK (functie <> ''),
    ambt TEXT,
    ministerie_id INTEGER REFERENCES ministeries (id),
    UNIQUE (functie, naam)
) STRICT;
CREATE INDEX bewindspersonen_ambt ON bewindspersonen (ambt);
CREATE INDEX bewindspersonen_ministerie ON bewindspersonen (ministerie_id);

CREATE TABLE verversingen (
    id INTEGER PRIMARY KEY,
    bron TEXT NOT NULL CHECK (bron <> ''),
    begonnen_op TEXT NOT NULL CHECK (begonnen_op IS strftime('%Y-%m-%dT%H:%M:%SZ', begonnen_op, '+0 days')),
    klaar_op TEXT CHECK (klaar_op IS strftime('%Y-%m-%dT%H:%M:%SZ', klaar_op, '+0 days')),
    uitslag TEXT NOT NULL CHECK (uitslag IN ('bezig', 'goed', 'fouten', 'afgebroken')),
    verzoeken INTEGER NOT NULL DEFAULT 0 CHECK (verzoeken >= 0),
    nieuw INTEGER NOT NULL DEFAULT 0 CHECK (nieuw >= 0),
    gewijzigd INTEGER NOT NULL DEFAULT 0 CHECK (gewijzigd >= 0),
    ongewijzigd INTEGER NOT NULL DEFAULT 0 CHECK (ongewijzigd >= 0),
    ingetrokken INTEGER NOT NULL DEFAULT 0 CHECK (ingetrokken >= 0),
    mislukt INTEGER NOT NULL DEFAULT 0 CHECK (mislukt >= 0),
    melding TEXT
) STRICT;
CREATE INDEX verversingen_bron ON verversingen (bron, begonnen_op);

CREATE TABLE mislukkingen (
    id INTEGER PRIMARY KEY,
    verversing_id INTEGER NOT NULL REFERENCES verversingen (id),
    url TEXT NOT NULL CHECK (url <> ''),
    melding TEXT NOT NULL,
    op TEXT NOT NULL CHECK (op IS strftime('%Y-%m-%dT%H:%M:%SZ', op, '+0 days')),
    UNIQUE (verversing_id, url)
) STRICT;
CREATE INDEX mislukkingen_url ON mislukkingen (url, op);

CREATE TABLE bronnen (
    id INTEGER PRIMARY KEY,
    bron TEXT NOT NULL UNIQUE CHECK (bron <> ''),
    naam TEXT NOT NULL,
    gelezen_tot TEXT CHECK (gelezen_tot IS date(gelezen_tot, '+0 days')),
    laatst_gewijzigd TEXT
) STRICT;

CREATE TABLE instellingen (
    naam TEXT PRIMARY KEY CHECK (naam <> ''),
    waarde TEXT NOT NULL DEFAULT '',
    CHECK (naam <> 'peildatum' OR waarde = '' OR waarde IS date(waarde, '+0 days')),
    CHECK (naam <> 'wachttijd' OR (waarde GLOB '[0-9]*' AND waarde NOT GLOB '*[^0-9]*'))
) STRICT, WITHOUT ROWID;
INSERT INTO instellingen (naam, waarde) VALUES ('peildatum', ''), ('wachttijd', '14');

CREATE TABLE bestanden (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    url TEXT,
    mediatype TEXT,
    grootte INTEGER NOT NULL CHECK (grootte >= 0),
    opgehaald_op TEXT NOT NULL CHECK (opgehaald_op IS strftime('%Y-%m-%dT%H:%M:%SZ', opgehaald_op, '+0 days')),
    antwoordkoppen TEXT CHECK (antwoordkoppen IS NULL OR json_valid(antwoordkoppen)),
    verversing_id INTEGER REFERENCES verversingen (id)
) STRICT;
CREATE INDEX bestanden_url ON bestanden (url);
CREATE INDEX bestanden_verversing ON bestanden (verversing_id);

-- De tekst staat achteraan: wie alleen de datum wil, hoeft haar dan niet te lezen.
CREATE TABLE documenten (
    id INTEGER PRIMARY KEY,
    sleutel TEXT NOT NULL UNIQUE CHECK (sleutel <> ''),
    soort TEXT,
    titel TEXT,
    datum TEXT CHECK (datum IS date(datum, '+0 days')),
    gepubliceerd TEXT CHECK (gepubliceerd IS date(gepubliceerd, '+0 days')),
    kenmerk TEXT,
    kenmerk_kaal TEXT,
    ondernummer TEXT,
    vergaderjaar TEXT CHECK (vergaderjaar IS NULL OR vergaderjaar GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]'),
    kamer INTEGER CHECK (kamer IN (1, 2)),
    ministerie_id INTEGER REFERENCES ministeries (id),
    commissie_id INTEGER REFERENCES commissies (id),
    bewindspersoon_id INTEGER REFERENCES bewindspersonen (id),
    afzender TEXT,
    afzender_functie TEXT,
    mede_namens TEXT,
    geadresseerde TEXT,
    reactie_op TEXT,
    bijlagen TEXT,
    bijlage_bij TEXT,
    bestand_id INTEGER REFERENCES bestanden (id),
    url TEXT,
    ingetrokken INTEGER NOT NULL DEFAULT 0 CHECK (ingetrokken IN (0, 1)),
    gelezen_met TEXT NOT NULL,
    waarschuwingen TEXT,
    geboekt_op TEXT NOT NULL CHECK (geboekt_op IS strftime('%Y-%m-%dT%H:%M:%SZ', geboekt_op, '+0 days')),
    gewijzigd_op TEXT NOT NULL CHECK (gewijzigd_op IS strftime('%Y-%m-%dT%H:%M:%SZ', gewijzigd_op, '+0 days')),
    begrepen_op TEXT CHECK (begrepen_op IS strftime('%Y-%m-%dT%H:%M:%SZ', begrepen_op, '+0 days')),
    begrepen_met TEXT,
    vingerafdruk TEXT NOT NULL CHECK (length(vingerafdruk) = 64),
    tekst TEXT NOT NULL
) STRICT;
CREATE INDEX documenten_ministerie ON documenten (ministerie_id, datum);
CREATE INDEX documenten_datum ON documenten (datum);
CREATE INDEX documenten_kenmerk ON documenten (kenmerk_kaal) WHERE kenmerk_kaal IS NOT NULL;
CREATE INDEX documenten_soort ON documenten (soort, ministerie_id);
CREATE INDEX documenten_commissie ON documenten (commissie_id);
CREATE INDEX documenten_bewindspersoon ON documenten (bewindspersoon_id);
CREATE INDEX documenten_bestand ON documenten (bestand_id);
CREATE INDEX documenten_begrepen ON documenten (begrepen_met) WHERE ingetrokken = 0;
CREATE INDEX documenten_onbegrepen ON documenten (id) WHERE begrepen_op IS NULL;

-- Eén stuk kan uit meer bronnen komen; elke vindplaats heeft haar eigen stempel van de laatste wijziging.
CREATE TABLE herkomsten (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documenten (id),
    bron TEXT NOT NULL CHECK (bron <> ''),
    identificatie TEXT NOT NULL CHECK (identificatie <> ''),
    stempel TEXT NOT NULL,
    redenen TEXT,
    url TEXT,
    bestand_id INTEGER REFERENCES bestanden (id),
    metadata_bestand_id INTEGER REFERENCES bestanden (id),
    UNIQUE (bron, identificatie)
) STRICT;
CREATE INDEX herkomsten_document ON herkomsten (document_id);
CREATE INDEX herkomsten_bestand ON herkomsten (bestand_id);

-- Hoeveel gelezen stukken een ministerie tot en met een dag heeft: zo is "in hoeveel latere stukken is gezocht"
-- twee keer opzoeken in plaats van tellen. De triggers houden het bij, ook wie met de hand iets wijzigt.
CREATE TABLE leesteller (
    ministerie_id INTEGER NOT NULL REFERENCES ministeries (id),
    datum TEXT NOT NULL CHECK (datum IS date(datum, '+0 days')),
    stukken INTEGER NOT NULL CHECK (stukken >= 0),
    PRIMARY KEY (ministerie_id, datum)
) STRICT, WITHOUT ROWID;

CREATE TABLE blokken (
    document_id INTEGER NOT NULL REFERENCES documenten (id) ON DELETE CASCADE,
    volgnummer INTEGER NOT NULL CHECK (volgnummer >= 1),
    soort TEXT NOT NULL CHECK (soort IN ('kop', 'alinea', 'opsomming', 'vraag', 'antwoord', 'spreekbeurt',
                                         'voetnoot', 'ondertekening', 'tabelrij')),
    begin INTEGER NOT NULL CHECK (begin >= 0),
    eind INTEGER NOT NULL CHECK (eind >= begin),
    kenmerk TEXT,
    spreker TEXT,
    rol TEXT,
    PRIMARY KEY (document_id, volgnummer)
) STRICT, WITHOUT ROWID;

CREATE TABLE voetnoten (
    document_id INTEGER NOT NULL,
    plek INTEGER NOT NULL CHECK (plek >= 0),
    blok INTEGER NOT NULL,
    PRIMARY KEY (document_id, plek, blok),
    FOREIGN KEY (document_id, blok) REFERENCES blokken (document_id, volgnummer) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE document_dossiers (
    document_id INTEGER NOT NULL REFERENCES documenten (id) ON DELETE CASCADE,
    dossier_id INTEGER NOT NULL REFERENCES dossiers (id),
    PRIMARY KEY (document_id, dossier_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_dossiers_dossier ON document_dossiers (dossier_id);

CREATE TABLE ondertekenaars (
    document_id INTEGER NOT NULL REFERENCES documenten (id) ON DELETE CASCADE,
    volgnummer INTEGER NOT NULL CHECK (volgnummer >= 1),
    bewindspersoon_id INTEGER NOT NULL REFERENCES bewindspersonen (id),
    PRIMARY KEY (document_id, volgnummer)
) STRICT, WITHOUT ROWID;
CREATE INDEX ondertekenaars_bewindspersoon ON ondertekenaars (bewindspersoon_id);

CREATE TABLE verwijzingen (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documenten (id) ON DELETE CASCADE,
    tekst TEXT NOT NULL,
    begin INTEGER NOT NULL CHECK (begin >= 0),
    eind INTEGER NOT NULL CHECK (eind >= begin),
    doel TEXT,
    gevonden_door TEXT NOT NULL CHECK (gevonden_door IN ('lezen', 'begrijpen')),
    UNIQUE (document_id, begin)
) STRICT;
CREATE INDEX verwijzingen_doel ON verwijzingen (doel);

CREATE TABLE toezeggingen (
    id INTEGER PRIMARY KEY,
    sleutel TEXT NOT NULL UNIQUE CHECK (sleutel GLOB 'tz-??????????'),
    document_id INTEGER NOT NULL REFERENCES documenten (id),
    datum TEXT CHECK (datum IS date(datum, '+0 days')),
    citaat TEXT NOT NULL CHECK (citaat <> ''),
    begin INTEGER NOT NULL CHECK (begin >= 0),
    eind INTEGER NOT NULL,
    soort TEXT NOT NULL CHECK (soort IN ('informeren', 'toezenden', 'terugkomen', 'onderzoeken', 'besluiten',
                                         'doen', 'overig')),
    verplichting TEXT NOT NULL CHECK (verplichting IN ('kamer', 'beleid')),
    hardheid TEXT NOT NULL CHECK (hardheid IN ('uitdrukkelijk', 'stellig', 'voornemen', 'verwachting')),
    voorwaarde TEXT,
    toezegger_tekst TEXT,
    toezegger TEXT,
    bewindspersoon_id INTEGER REFERENCES bewindspersonen (id),
    namens TEXT,
    geadresseerde TEXT,
    onderwerp TEXT,
    ministerie_id INTEGER REFERENCES ministeries (id),
    regels TEXT NOT NULL,
    herhaalt_id INTEGER REFERENCES toezeggingen (id),
    herhaalt_reden TEXT,
    gekoppeld_op TEXT CHECK (gekoppeld_op IS strftime('%Y-%m-%dT%H:%M:%SZ', gekoppeld_op, '+0 days')),
    gevonden_op TEXT NOT NULL CHECK (gevonden_op IS strftime('%Y-%m-%dT%H:%M:%SZ', gevonden_op, '+0 days')),
    geboekt_op TEXT NOT NULL CHECK (geboekt_op IS strftime('%Y-%m-%dT%H:%M:%SZ', geboekt_op, '+0 days')),
    vervallen_op TEXT CHECK (vervallen_op IS strftime('%Y-%m-%dT%H:%M:%SZ', vervallen_op, '+0 days')),
    CHECK (eind = begin + length(citaat))
) STRICT;
CREATE INDEX toezeggingen_document ON toezeggingen (document_id);
CREATE INDEX toezeggingen_ministerie ON toezeggingen (ministerie_id);
CREATE INDEX toezeggingen_bewindspersoon ON toezeggingen (bewindspersoon_id);
CREATE INDEX toezeggingen_datum ON toezeggingen (datum);
CREATE INDEX toezeggingen_herhaalt ON toezeggingen (herhaalt_id) WHERE herhaalt_id IS NOT NULL;
-- Voor wat sinds een vorige vergelijking met het register is veranderd.
CREATE INDEX toezeggingen_gevonden ON toezeggingen (gevonden_op);
CREATE INDEX toezeggingen_gekoppeld ON toezeggingen (gekoppeld_op);
CREATE INDEX toezeggingen_vervallen ON toezeggingen (vervallen_op) WHERE vervallen_op IS NOT NULL;
CREATE INDEX toezeggingen_ongekoppeld ON toezeggingen (datum, id) WHERE gekoppeld_op IS NULL AND vervallen_op IS NULL;

CREATE TABLE gebeurtenissen (
    id INTEGER PRIMARY KEY,
    sleutel TEXT NOT NULL UNIQUE CHECK (sleutel GLOB 'gb-??????????'),
    toezegging_id INTEGER REFERENCES toezeggingen (id),
    document_id INTEGER NOT NULL REFERENCES documenten (id),
    soort TEXT NOT NULL CHECK (soort IN ('toegezegd', 'herhaald', 'uitgesteld', 'minder stellig', 'deels afgedaan',
                                         'afgedaan', 'vervallen', 'verwachting', 'gecorrigeerd')),
    datum TEXT NOT NULL CHECK (datum IS date(datum, '+0 days')),
    citaat TEXT NOT NULL CHECK (citaat <> ''),
    begin INTEGER NOT NULL CHECK (begin >= 0),
    eind INTEGER NOT NULL,
    verwijzing TEXT,
    betreft TEXT,
    termijn_tekst TEXT,
    termijn_soort TEXT CHECK (termijn_soort IN ('datum', 'maand', 'kwartaal', 'seizoen', 'reces', 'relatief',
                                                'gebeurtenis', 'vaag')),
    termijn_vanaf TEXT CHECK (termijn_vanaf IS date(termijn_vanaf, '+0 days')),
    termijn_strikt TEXT CHECK (termijn_strikt IS date(termijn_strikt, '+0 days')),
    termijn_ruim TEXT CHECK (termijn_ruim IS date(termijn_ruim, '+0 days')),
    termijn_timex TEXT,
    termijn_regel TEXT,
    termijn_uitleg TEXT,
    termijn_zeker INTEGER CHECK (termijn_zeker IN (0, 1)),
    termijn_hangt_op TEXT,
    zekerheid TEXT NOT NULL DEFAULT 'los' CHECK (zekerheid IN ('zeker', 'kandidaat', 'los')),
    reden TEXT,
    regels TEXT NOT NULL,
    hardheid TEXT CHECK (hardheid IN ('uitdrukkelijk', 'stellig', 'voornemen', 'verwachting')),
    geboekt_op TEXT NOT NULL CHECK (geboekt_op IS strftime('%Y-%m-%dT%H:%M:%SZ', geboekt_op, '+0 days')),
    gekoppeld_op TEXT CHECK (gekoppeld_op IS strftime('%Y-%m-%dT%H:%M:%SZ', gekoppeld_op, '+0 days')),
    vervallen_op TEXT CHECK (vervallen_op IS strftime('%Y-%m-%dT%H:%M:%SZ', vervallen_op, '+0 days')),
    CHECK ((toezegging_id IS NULL) = (zekerheid = 'los')),
    CHECK (eind = begin + length(citaat)),
    CHECK (termijn_strikt IS NULL OR termijn_ruim IS NULL OR termijn_strikt <= termijn_ruim)
) STRICT;
CREATE INDEX gebeurtenissen_toezegging ON gebeurtenissen (toezegging_id, zekerheid, datum, soort, vervallen_op)
    WHERE toezegging_id IS NOT NULL;
CREATE INDEX gebeurtenissen_document ON gebeurtenissen (document_id);
CREATE INDEX gebeurtenissen_ongekoppeld ON gebeurtenissen (datum, id) WHERE gekoppeld_op IS NULL AND vervallen_op IS NULL;

CREATE TABLE termijnen (
    id INTEGER PRIMARY KEY,
    toezegging_id INTEGER NOT NULL REFERENCES toezeggingen (id),
    volgnummer INTEGER NOT NULL CHECK (volgnummer >= 0),
    document_id INTEGER REFERENCES documenten (id),
    gebeurtenis_id INTEGER REFERENCES gebeurtenissen (id),
    herhaling_id INTEGER REFERENCES toezeggingen (id),
    aangekondigd_op TEXT CHECK (aangekondigd_op IS date(aangekondigd_op, '+0 days')),
    tekst TEXT NOT NULL,
    soort TEXT NOT NULL CHECK (soort IN ('datum', 'maand', 'kwartaal', 'seizoen', 'reces', 'relatief',
                                         'gebeurtenis', 'vaag')),
    vanaf TEXT CHECK (vanaf IS date(vanaf, '+0 days')),
    strikt TEXT CHECK (strikt IS date(strikt, '+0 days')),
    ruim TEXT CHECK (ruim IS date(ruim, '+0 days')),
    timex TEXT,
    regel TEXT NOT NULL,
    uitleg TEXT NOT NULL,
    zeker INTEGER NOT NULL CHECK (zeker IN (0, 1)),
    hangt_op TEXT,
    verschoven INTEGER,
    correctie_id INTEGER REFERENCES correcties (id),
    geboekt_op TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) CHECK (geboekt_op IS strftime('%Y-%m-%dT%H:%M:%SZ', geboekt_op, '+0 days')),
    UNIQUE (toezegging_id, volgnummer),
    CHECK (strikt IS NULL OR ruim IS NULL OR strikt <= ruim)
) STRICT;
CREATE INDEX termijnen_gebeurtenis ON termijnen (gebeurtenis_id);
CREATE INDEX termijnen_document ON termijnen (document_id);
CREATE INDEX termijnen_herhaling ON termijnen (herhaling_id) WHERE herhaling_id IS NOT NULL;
CREATE INDEX termijnen_ruim ON termijnen (ruim);

-- Wat er aan een lezing veranderde: de tabellen tonen wat nu geldt, deze wat eerder gold. Alleen aangevuld.
CREATE TABLE wijzigingen (
    id INTEGER PRIMARY KEY,
    toezegging_id INTEGER REFERENCES toezeggingen (id),
    gebeurtenis_id INTEGER REFERENCES gebeurtenissen (id),
    veld TEXT NOT NULL,
    oud TEXT,
    nieuw TEXT,
    op TEXT NOT NULL CHECK (op IS strftime('%Y-%m-%dT%H:%M:%SZ', op, '+0 days')),
    CHECK ((toezegging_id IS NULL) <> (gebeurtenis_id IS NULL)),
    CHECK (oud IS NOT nieuw)
) STRICT;
CREATE INDEX wijzigingen_toezegging ON wijzigingen (toezegging_id, op);
CREATE INDEX wijzigingen_gebeurtenis ON wijzigingen (gebeurtenis_id, op);
