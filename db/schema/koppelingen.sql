-- Elke koppeling van een gebeurtenis aan een toezegging, ook die niet meer geldt: sinds wanneer geloofd en tot wanneer.
SELECT w.gebeurtenis_id, g.sleutel AS gebeurtenis, CAST(w.nieuw AS INTEGER) AS toezegging_id, z.sleutel AS toezegging,
       w.op AS geboekt_op,
       (SELECT min(l.op) FROM wijzigingen l
        WHERE l.gebeurtenis_id = w.gebeurtenis_id AND l.veld = 'toezegging_id' AND l.id > w.id) AS vervallen_op
FROM wijzigingen w
JOIN gebeurtenissen g ON g.id = w.gebeurtenis_id
JOIN toezeggingen z ON z.id = CAST(w.nieuw AS INTEGER)
WHERE w.veld = 'toezegging_id' AND w.nieuw IS NOT NULL
