-- De triggers achter `leesteller`. Een stuk telt als het een ministerie en een datum heeft en niet is ingetrokken.
-- Herhaalbaar, zoals zoeken.sql.

CREATE TRIGGER IF NOT EXISTS documenten_tellen_erbij AFTER INSERT ON documenten
WHEN new.ingetrokken = 0 AND new.ministerie_id IS NOT NULL AND new.datum IS NOT NULL BEGIN
    INSERT OR IGNORE INTO leesteller (ministerie_id, datum, stukken)
    VALUES (new.ministerie_id, new.datum, coalesce(
        (SELECT stukken FROM leesteller WHERE ministerie_id = new.ministerie_id AND datum < new.datum
         ORDER BY datum DESC LIMIT 1), 0));
    UPDATE leesteller SET stukken = stukken + 1 WHERE ministerie_id = new.ministerie_id AND datum >= new.datum;
END;

CREATE TRIGGER IF NOT EXISTS documenten_tellen_eraf AFTER DELETE ON documenten
WHEN old.ingetrokken = 0 AND old.ministerie_id IS NOT NULL AND old.datum IS NOT NULL BEGIN
    UPDATE leesteller SET stukken = stukken - 1 WHERE ministerie_id = old.ministerie_id AND datum >= old.datum;
END;

CREATE TRIGGER IF NOT EXISTS documenten_tellen_weg AFTER UPDATE OF ministerie_id, datum, ingetrokken ON documenten
WHEN old.ingetrokken = 0 AND old.ministerie_id IS NOT NULL AND old.datum IS NOT NULL BEGIN
    UPDATE leesteller SET stukken = stukken - 1 WHERE ministerie_id = old.ministerie_id AND datum >= old.datum;
END;

CREATE TRIGGER IF NOT EXISTS documenten_tellen_weer AFTER UPDATE OF ministerie_id, datum, ingetrokken ON documenten
WHEN new.ingetrokken = 0 AND new.ministerie_id IS NOT NULL AND new.datum IS NOT NULL BEGIN
    INSERT OR IGNORE INTO leesteller (ministerie_id, datum, stukken)
    VALUES (new.ministerie_id, new.datum, coalesce(
        (SELECT stukken FROM leesteller WHERE ministerie_id = new.ministerie_id AND datum < new.datum
         ORDER BY datum DESC LIMIT 1), 0));
    UPDATE leesteller SET stukken = stukken + 1 WHERE ministerie_id = new.ministerie_id AND datum >= new.datum;
END;
