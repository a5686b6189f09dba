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
       z.soort, z.hardheid, z.voorwaarde, z.namens, d.sleutel AS document, d.titel, d.url, z.document_id
FROM stand s
JOIN toezeggingen z ON z.id = s.toezegging_id
JOIN documenten d ON d.id = z.document_id
LEFT JOIN ministeries m ON m.id = z.ministerie_id
LEFT JOIN bewindspersonen b ON b.id = z.bewindspersoon_id
LEFT JOIN commissies c ON c.id = d.commissie_id
