-- De triggers achter documenten_eerder en bronnen_eerder: wat gold vóór een wijziging, voor "wat geloofden we op …?".
-- Herhaalbaar, zoals zoeken.sql.

CREATE TRIGGER IF NOT EXISTS documenten_eerder_bij AFTER UPDATE OF datum, ministerie_id, ingetrokken ON documenten
WHEN old.datum IS NOT new.datum OR old.ministerie_id IS NOT new.ministerie_id OR old.ingetrokken <> new.ingetrokken
BEGIN
    INSERT INTO documenten_eerder (document_id, datum, ministerie_id, ingetrokken, vervallen_op)
    VALUES (old.id, old.datum, old.ministerie_id, old.ingetrokken,
            iif(new.gewijzigd_op > old.gewijzigd_op, new.gewijzigd_op, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')));
END;

CREATE TRIGGER IF NOT EXISTS bronnen_eerder_nieuw AFTER INSERT ON bronnen BEGIN
    INSERT INTO bronnen_eerder (bron, gelezen_tot, geboekt_op)
    VALUES (new.bron, new.gelezen_tot, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'));
END;

CREATE TRIGGER IF NOT EXISTS bronnen_eerder_anders AFTER UPDATE OF gelezen_tot ON bronnen
WHEN old.gelezen_tot IS NOT new.gelezen_tot BEGIN
    INSERT INTO bronnen_eerder (bron, gelezen_tot, geboekt_op)
    VALUES (new.bron, new.gelezen_tot, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'));
END;
