-- Zoeken in de tekst. Alleen een wijziging van wat doorzoekbaar is, raakt de index.
-- Herhaalbaar: een `transform` van een tabel gooit haar triggers weg, de volgende opening zet ze terug.

CREATE VIRTUAL TABLE IF NOT EXISTS documenten_fts USING fts5 (
    titel, tekst, content='documenten', content_rowid='id', tokenize='unicode61 remove_diacritics 2');

CREATE TRIGGER IF NOT EXISTS documenten_fts_erbij AFTER INSERT ON documenten BEGIN
    INSERT INTO documenten_fts (rowid, titel, tekst) VALUES (new.id, new.titel, new.tekst);
END;

CREATE TRIGGER IF NOT EXISTS documenten_fts_eraf AFTER DELETE ON documenten BEGIN
    INSERT INTO documenten_fts (documenten_fts, rowid, titel, tekst) VALUES ('delete', old.id, old.titel, old.tekst);
END;

CREATE TRIGGER IF NOT EXISTS documenten_fts_anders AFTER UPDATE OF titel, tekst ON documenten BEGIN
    INSERT INTO documenten_fts (documenten_fts, rowid, titel, tekst) VALUES ('delete', old.id, old.titel, old.tekst);
    INSERT INTO documenten_fts (rowid, titel, tekst) VALUES (new.id, new.titel, new.tekst);
END;

CREATE VIRTUAL TABLE IF NOT EXISTS toezeggingen_fts USING fts5 (
    citaat, onderwerp, content='toezeggingen', content_rowid='id', tokenize='unicode61 remove_diacritics 2');

CREATE TRIGGER IF NOT EXISTS toezeggingen_fts_erbij AFTER INSERT ON toezeggingen BEGIN
    INSERT INTO toezeggingen_fts (rowid, citaat, onderwerp) VALUES (new.id, new.citaat, new.onderwerp);
END;

CREATE TRIGGER IF NOT EXISTS toezeggingen_fts_eraf AFTER DELETE ON toezeggingen BEGIN
    INSERT INTO toezeggingen_fts (toezeggingen_fts, rowid, citaat, onderwerp)
    VALUES ('delete', old.id, old.citaat, old.onderwerp);
END;

CREATE TRIGGER IF NOT EXISTS toezeggingen_fts_anders AFTER UPDATE OF citaat, onderwerp ON toezeggingen BEGIN
    INSERT INTO toezeggingen_fts (toezeggingen_fts, rowid, citaat, onderwerp)
    VALUES ('delete', old.id, old.citaat, old.onderwerp);
    INSERT INTO toezeggingen_fts (rowid, citaat, onderwerp) VALUES (new.id, new.citaat, new.onderwerp);
END;
