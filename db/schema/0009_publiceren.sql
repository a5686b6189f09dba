-- Welke rijen zijn veranderd sinds de laatste publicatie (db/changes.py schrijft, db/publishing.py leest en leegt).
-- `groep`: het rijnummer, of in een tabel zonder rijnummers de eerste kolom van haar sleutel.

CREATE TABLE gewijzigde_rijen (
    tabel TEXT NOT NULL,
    groep ANY NOT NULL,
    PRIMARY KEY (tabel, groep)
) STRICT, WITHOUT ROWID;
