-- Wat de Tweede Kamer zelf bijhoudt (SyncFeed): documenten, zaken, activiteiten, en het register van toezeggingen.
-- Een verwijzing naar iets dat nog niet gezien is, krijgt een rij met alleen haar identificatie; die wordt later gevuld.
-- Verwijderd bij de bron: de rij blijft zoals zij was, met verwijderd = 1. bijgewerkt: het UTC-stempel van de bron.

CREATE TABLE leesplaatsen (
    bron TEXT NOT NULL CHECK (bron <> ''),
    onderdeel TEXT NOT NULL CHECK (onderdeel <> ''),
    plek TEXT NOT NULL CHECK (plek <> ''),
    op TEXT NOT NULL CHECK (op IS strftime('%Y-%m-%dT%H:%M:%SZ', op, '+0 days')),
    PRIMARY KEY (bron, onderdeel)
) STRICT, WITHOUT ROWID;

CREATE TABLE fracties (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    naam TEXT,
    afkorting TEXT,
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX fracties_afkorting ON fracties (afkorting);

CREATE TABLE personen (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    naam TEXT,
    functie TEXT,
    fractie_id INTEGER REFERENCES fracties (id),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX personen_fractie ON personen (fractie_id);

CREATE TABLE kamerstukdossiers (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    nummer TEXT,
    titel TEXT,
    afgesloten INTEGER CHECK (afgesloten IN (0, 1)),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX kamerstukdossiers_nummer ON kamerstukdossiers (nummer);

CREATE TABLE zaken (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    nummer TEXT,
    soort TEXT,
    titel TEXT,
    onderwerp TEXT,
    status TEXT,
    gestart_op TEXT CHECK (gestart_op IS date(gestart_op, '+0 days')),
    termijn TEXT CHECK (termijn IS date(termijn, '+0 days')),
    afgedaan INTEGER CHECK (afgedaan IN (0, 1)),
    vergaderjaar TEXT,
    kamerstukdossier_id INTEGER REFERENCES kamerstukdossiers (id),
    commissie_id INTEGER REFERENCES commissies (id),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX zaken_nummer ON zaken (nummer);
CREATE INDEX zaken_dossier ON zaken (kamerstukdossier_id);
CREATE INDEX zaken_commissie ON zaken (commissie_id);

CREATE TABLE zaak_actoren (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    zaak_id INTEGER REFERENCES zaken (id),
    relatie TEXT,
    naam TEXT,
    functie TEXT,
    fractie TEXT,
    persoon_id INTEGER REFERENCES personen (id),
    commissie_id INTEGER REFERENCES commissies (id),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX zaak_actoren_zaak ON zaak_actoren (zaak_id);
CREATE INDEX zaak_actoren_persoon ON zaak_actoren (persoon_id);
CREATE INDEX zaak_actoren_commissie ON zaak_actoren (commissie_id);

CREATE TABLE activiteiten (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    nummer TEXT,
    soort TEXT,
    onderwerp TEXT,
    datum_soort TEXT,
    datum TEXT CHECK (datum IS date(datum, '+0 days')),
    aanvang TEXT CHECK (aanvang IS strftime('%Y-%m-%dT%H:%M:%SZ', aanvang, '+0 days')),
    eind TEXT CHECK (eind IS strftime('%Y-%m-%dT%H:%M:%SZ', eind, '+0 days')),
    locatie TEXT,
    besloten INTEGER CHECK (besloten IN (0, 1)),
    status TEXT,
    vergaderjaar TEXT,
    commissie_id INTEGER REFERENCES commissies (id),
    vervangt_id INTEGER REFERENCES activiteiten (id),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX activiteiten_nummer ON activiteiten (nummer);
CREATE INDEX activiteiten_datum ON activiteiten (datum);
CREATE INDEX activiteiten_commissie ON activiteiten (commissie_id);
CREATE INDEX activiteiten_vervangt ON activiteiten (vervangt_id);

CREATE TABLE activiteit_actoren (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    activiteit_id INTEGER REFERENCES activiteiten (id),
    relatie TEXT,
    naam TEXT,
    functie TEXT,
    fractie TEXT,
    persoon_id INTEGER REFERENCES personen (id),
    commissie_id INTEGER REFERENCES commissies (id),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX activiteit_actoren_activiteit ON activiteit_actoren (activiteit_id);
CREATE INDEX activiteit_actoren_persoon ON activiteit_actoren (persoon_id);
CREATE INDEX activiteit_actoren_commissie ON activiteit_actoren (commissie_id);

CREATE TABLE agendapunten (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    nummer TEXT,
    onderwerp TEXT,
    volgorde INTEGER,
    activiteit_id INTEGER REFERENCES activiteiten (id),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX agendapunten_activiteit ON agendapunten (activiteit_id);

-- redenen: waarom het stuk gevolgd wordt (één per regel); leeg: bekeken en niet gevolgd; null: nog te bekijken.
-- kst, dossier en versie worden afgeleid uit kamerstukdossiers en kamerdocument_versies.
CREATE TABLE kamerdocumenten (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    nummer TEXT,
    soort TEXT,
    titel TEXT,
    onderwerp TEXT,
    datum TEXT CHECK (datum IS date(datum, '+0 days')),
    vergaderjaar TEXT,
    kamer INTEGER CHECK (kamer IN (1, 2)),
    volgnummer INTEGER,
    dossier TEXT,
    kst TEXT CHECK (kst = lower(kst)),
    kenmerk TEXT,
    document_id INTEGER REFERENCES documenten (id),
    versie INTEGER,
    mediatype TEXT,
    grootte INTEGER CHECK (grootte >= 0),
    kamerstukdossier_id INTEGER REFERENCES kamerstukdossiers (id),
    huidige_versie_id INTEGER REFERENCES kamerdocument_versies (id),
    redenen TEXT,
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX kamerdocumenten_nummer ON kamerdocumenten (nummer);
CREATE INDEX kamerdocumenten_kst ON kamerdocumenten (kst) WHERE kst IS NOT NULL;
CREATE INDEX kamerdocumenten_document ON kamerdocumenten (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX kamerdocumenten_dossier ON kamerdocumenten (kamerstukdossier_id);
CREATE INDEX kamerdocumenten_versie ON kamerdocumenten (huidige_versie_id);
CREATE INDEX kamerdocumenten_te_bekijken ON kamerdocumenten (id) WHERE redenen IS NULL;
CREATE INDEX kamerdocumenten_gevolgd ON kamerdocumenten (id) WHERE redenen <> '';

CREATE TABLE kamerdocument_versies (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    kamerdocument_id INTEGER REFERENCES kamerdocumenten (id),
    versienummer INTEGER,
    extensie TEXT,
    grootte INTEGER CHECK (grootte >= 0),
    datum TEXT CHECK (datum IS date(datum, '+0 days')),
    status TEXT,
    kst TEXT CHECK (kst = lower(kst)),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX kamerdocument_versies_document ON kamerdocument_versies (kamerdocument_id);

CREATE TABLE kamerdocument_actoren (
    id INTEGER PRIMARY KEY,
    identificatie TEXT NOT NULL UNIQUE CHECK (identificatie <> ''),
    kamerdocument_id INTEGER REFERENCES kamerdocumenten (id),
    relatie TEXT,
    naam TEXT,
    functie TEXT,
    fractie TEXT,
    persoon_id INTEGER REFERENCES personen (id),
    commissie_id INTEGER REFERENCES commissies (id),
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days'))
) STRICT;
CREATE INDEX kamerdocument_actoren_document ON kamerdocument_actoren (kamerdocument_id);
CREATE INDEX kamerdocument_actoren_persoon ON kamerdocument_actoren (persoon_id);
CREATE INDEX kamerdocument_actoren_commissie ON kamerdocument_actoren (commissie_id);

CREATE TABLE kamerdocument_zaken (
    kamerdocument_id INTEGER NOT NULL REFERENCES kamerdocumenten (id),
    zaak_id INTEGER NOT NULL REFERENCES zaken (id),
    PRIMARY KEY (kamerdocument_id, zaak_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX kamerdocument_zaken_zaak ON kamerdocument_zaken (zaak_id);

CREATE TABLE kamerdocument_activiteiten (
    kamerdocument_id INTEGER NOT NULL REFERENCES kamerdocumenten (id),
    activiteit_id INTEGER NOT NULL REFERENCES activiteiten (id),
    PRIMARY KEY (kamerdocument_id, activiteit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX kamerdocument_activiteiten_activiteit ON kamerdocument_activiteiten (activiteit_id);

CREATE TABLE activiteit_zaken (
    activiteit_id INTEGER NOT NULL REFERENCES activiteiten (id),
    zaak_id INTEGER NOT NULL REFERENCES zaken (id),
    PRIMARY KEY (activiteit_id, zaak_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activiteit_zaken_zaak ON activiteit_zaken (zaak_id);

CREATE TABLE agendapunt_zaken (
    agendapunt_id INTEGER NOT NULL REFERENCES agendapunten (id),
    zaak_id INTEGER NOT NULL REFERENCES zaken (id),
    PRIMARY KEY (agendapunt_id, zaak_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agendapunt_zaken_zaak ON agendapunt_zaken (zaak_id);

-- Het register van toezeggingen, van beide Kamers. datum_nakoming is zoals de bron het geeft en nooit een termijn.
CREATE TABLE register (
    id INTEGER PRIMARY KEY,
    bron TEXT NOT NULL CHECK (bron IN ('tweede_kamer', 'eerste_kamer')),
    nummer TEXT CHECK (nummer <> ''),
    identificatie TEXT UNIQUE CHECK (identificatie <> ''),
    tekst TEXT,
    naam TEXT,
    functie TEXT,
    ministerie_tekst TEXT,
    ministerie_id INTEGER REFERENCES ministeries (id),
    status TEXT,
    toestand TEXT NOT NULL DEFAULT 'onbekend'
        CHECK (toestand IN ('openstaand', 'deels afgedaan', 'afgedaan', 'vervallen', 'onbekend')),
    aangemaakt_op TEXT CHECK (aangemaakt_op IS date(aangemaakt_op, '+0 days')),
    datum_nakoming TEXT,
    termijn TEXT CHECK (termijn IS date(termijn, '+0 days')),
    activiteit_id INTEGER REFERENCES activiteiten (id),
    activiteit_nummer TEXT,
    verwijderd INTEGER NOT NULL DEFAULT 0 CHECK (verwijderd IN (0, 1)),
    bijgewerkt TEXT CHECK (bijgewerkt IS strftime('%Y-%m-%dT%H:%M:%SZ', bijgewerkt, '+0 days')),
    geboekt_op TEXT NOT NULL CHECK (geboekt_op IS strftime('%Y-%m-%dT%H:%M:%SZ', geboekt_op, '+0 days')),
    gewijzigd_op TEXT NOT NULL CHECK (gewijzigd_op IS strftime('%Y-%m-%dT%H:%M:%SZ', gewijzigd_op, '+0 days')),
    CHECK (nummer IS NOT NULL OR identificatie IS NOT NULL),
    CHECK (bron = 'eerste_kamer' OR termijn IS NULL)
) STRICT;
CREATE UNIQUE INDEX register_nummer ON register (bron, nummer) WHERE nummer IS NOT NULL;
CREATE INDEX register_ministerie ON register (ministerie_id);
CREATE INDEX register_activiteit ON register (activiteit_id);
CREATE INDEX register_aangemaakt ON register (aangemaakt_op);

CREATE TABLE register_brieven (
    register_id INTEGER NOT NULL REFERENCES register (id),
    nummer TEXT NOT NULL CHECK (nummer <> ''),
    PRIMARY KEY (register_id, nummer)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_brieven_nummer ON register_brieven (nummer);

CREATE TABLE register_ontvangers (
    register_id INTEGER NOT NULL REFERENCES register (id),
    volgnummer INTEGER NOT NULL CHECK (volgnummer >= 1),
    naam TEXT,
    persoon_id INTEGER REFERENCES personen (id),
    fractie_id INTEGER REFERENCES fracties (id),
    identificatie TEXT,
    PRIMARY KEY (register_id, volgnummer)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_ontvangers_persoon ON register_ontvangers (persoon_id);
CREATE INDEX register_ontvangers_fractie ON register_ontvangers (fractie_id);
CREATE INDEX register_ontvangers_identificatie ON register_ontvangers (identificatie);

CREATE TABLE register_ketens (
    register_id INTEGER NOT NULL REFERENCES register (id),
    soort TEXT NOT NULL CHECK (soort IN ('herhaling', 'wijziging', 'aanvulling')),
    ander TEXT NOT NULL CHECK (ander <> ''),
    ander_id INTEGER REFERENCES register (id),
    PRIMARY KEY (register_id, soort, ander)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_ketens_ander ON register_ketens (ander);
CREATE INDEX register_ketens_ander_id ON register_ketens (ander_id);

-- Wat het register aan zijn eigen woorden veranderde. Alleen aangevuld.
CREATE TABLE register_wijzigingen (
    id INTEGER PRIMARY KEY,
    register_id INTEGER NOT NULL REFERENCES register (id),
    veld TEXT NOT NULL,
    oud TEXT,
    nieuw TEXT,
    op TEXT NOT NULL CHECK (op IS strftime('%Y-%m-%dT%H:%M:%SZ', op, '+0 days')),
    CHECK (oud IS NOT nieuw)
) STRICT;
CREATE INDEX register_wijzigingen_register ON register_wijzigingen (register_id, op);
