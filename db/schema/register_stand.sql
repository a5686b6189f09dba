-- Elke toezegging in het register van een Kamer, met de gevonden toezegging die het is en wat die er van zegt.
SELECT r.id AS register_id, r.bron, r.nummer, r.tekst, r.naam, r.functie, m.code AS ministerie_code, r.status, r.toestand,
       r.aangemaakt_op, r.termijn, coalesce(a.nummer, r.activiteit_nummer) AS activiteit, a.datum AS activiteit_datum,
       (SELECT group_concat(nummer, ', ') FROM (
            SELECT b.nummer FROM register_brieven b WHERE b.register_id = r.id ORDER BY b.nummer)) AS brieven,
       z.id AS toezegging_id, z.sleutel, k.zekerheid AS koppeling, k.reden AS koppeling_reden,
       g.datum AS afgedaan_op, d.sleutel AS afgedaan_door
FROM register r
LEFT JOIN ministeries m ON m.id = r.ministerie_id
LEFT JOIN activiteiten a ON a.id = r.activiteit_id
LEFT JOIN register_koppelingen k ON k.register_id = r.id AND k.vervallen_op IS NULL
LEFT JOIN toezeggingen z ON z.id = k.toezegging_id
LEFT JOIN gebeurtenissen g ON g.id = (
    SELECT e.id FROM gebeurtenissen e
    WHERE e.toezegging_id = z.id AND e.soort = 'afgedaan' AND e.zekerheid = 'zeker' AND e.vervallen_op IS NULL
    ORDER BY e.datum, e.id LIMIT 1)
LEFT JOIN documenten d ON d.id = g.document_id
WHERE r.verwijderd = 0
