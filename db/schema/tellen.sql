-- De triggers achter `leesteller` en `woordtelling`. Een stuk telt als het een ministerie en een datum heeft en niet is ingetrokken.
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

CREATE TRIGGER IF NOT EXISTS woorden_tellen_erbij AFTER INSERT ON toezegging_woorden BEGIN
    INSERT INTO woordtelling (woord_id, maand, aantal, heel) VALUES (new.woord_id, substr(new.datum, 1, 7), 1, new.heel)
    ON CONFLICT (woord_id, maand) DO UPDATE SET aantal = aantal + 1, heel = heel + excluded.heel;
END;

CREATE TRIGGER IF NOT EXISTS woorden_tellen_eraf AFTER DELETE ON toezegging_woorden BEGIN
    DELETE FROM woordtelling WHERE woord_id = old.woord_id AND maand = substr(old.datum, 1, 7) AND aantal = 1;
    UPDATE woordtelling SET aantal = aantal - 1, heel = heel - old.heel
    WHERE woord_id = old.woord_id AND maand = substr(old.datum, 1, 7);
END;
