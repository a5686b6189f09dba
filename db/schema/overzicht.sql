-- Alle toezeggingen aan de Kamer met hun stand van vandaag en alles wat een lezer wil zien.
SELECT z.id, z.sleutel, s.toestand, s.toestand_tekst, s.dagen, z.citaat, z.onderwerp,
       coalesce(m.naam, m.code) AS ministerie, m.code AS ministerie_code,
       coalesce(b.functie || ' ' || b.naam, z.toezegger_tekst, z.toezegger) AS bewindspersoon,
       (SELECT group_concat(nummer, ', ') FROM (
            SELECT o.nummer FROM document_dossiers dd JOIN dossiers o ON o.id = dd.dossier_id
            WHERE dd.document_id = z.document_id ORDER BY o.nummer)) AS dossiers,
       c.naam AS commissie, z.datum, CAST(substr(z.datum, 1, 4) AS INTEGER) AS jaar,
       s.termijn_tekst, s.termijn_vanaf, s.termijn_strikt, s.termijn_ruim, s.eerste_ruim, s.aantal_uitstel,
       s.verschuiving, s.gelezen_stukken, s.afgedaan_op, s.afgedaan_door, s.mogelijk_door,
       z.soort, z.hardheid, z.voorwaarde, z.namens, d.sleutel AS document, d.titel, d.url, z.document_id,
       n.door AS nagekeken_door, n.op AS nagekeken_op,
       (SELECT w.waarde ->> 'tekst' FROM correcties w
        WHERE w.toezegging_id = z.id AND w.soort = 'weerwoord' AND w.toegepast = 1 AND w.vervallen_op IS NULL
        ORDER BY w.op DESC, w.id DESC LIMIT 1) AS weerwoord
FROM stand s
JOIN toezeggingen z ON z.id = s.toezegging_id
JOIN documenten d ON d.id = z.document_id
LEFT JOIN ministeries m ON m.id = z.ministerie_id
LEFT JOIN bewindspersonen b ON b.id = z.bewindspersoon_id
LEFT JOIN commissies c ON c.id = d.commissie_id
-- Wie haar het laatst nakeek; een weerwoord is geen nakijken.
LEFT JOIN correcties n ON n.id = (
    SELECT k.id FROM correcties k
    WHERE k.toezegging_id = z.id AND k.soort <> 'weerwoord' AND k.toegepast = 1 AND k.vervallen_op IS NULL
    ORDER BY k.op DESC, k.id DESC LIMIT 1)
