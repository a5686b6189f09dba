-- De keten van termijnen van elke toezegging, trede voor trede, met de zin die haar noemt en hoe stellig die is.
-- Ook een bericht dat geen andere termijn noemt maar wel minder stellig is, staat erin (trede leeg).
WITH stappen AS (
    SELECT n.toezegging_id, n.volgnummer AS trede, n.aangekondigd_op AS datum, n.document_id,
           CASE WHEN n.correctie_id IS NOT NULL THEN 'nagekeken' WHEN n.volgnummer = 0 THEN 'terzijde'
                WHEN n.gebeurtenis_id IS NOT NULL THEN (SELECT g.soort FROM gebeurtenissen g WHERE g.id = n.gebeurtenis_id)
                WHEN n.herhaling_id IS NOT NULL THEN 'herhaald' ELSE 'toegezegd' END AS soort,
           n.gebeurtenis_id, n.herhaling_id, n.correctie_id, n.tekst, n.strikt, n.ruim, n.verschoven
    FROM termijnen n
    UNION ALL
    SELECT g.toezegging_id, NULL, g.datum, g.document_id, g.soort, g.id, NULL, NULL, g.termijn_tekst, g.termijn_strikt,
           g.termijn_ruim, NULL
    FROM gebeurtenissen g
    WHERE g.soort IN ('minder stellig', 'uitgesteld') AND g.zekerheid = 'zeker' AND g.vervallen_op IS NULL
      AND NOT EXISTS (SELECT 1 FROM termijnen n WHERE n.gebeurtenis_id = g.id))
SELECT s.toezegging_id, z.sleutel, s.trede, s.datum, s.soort,
       coalesce(g.citaat, h.citaat, iif(s.correctie_id IS NULL, z.citaat, c.reden)) AS citaat,
       coalesce(g.hardheid, h.hardheid, iif(s.gebeurtenis_id IS NULL AND s.correctie_id IS NULL, z.hardheid, NULL)) AS hardheid,
       s.tekst AS termijn_tekst, s.strikt AS termijn_strikt, s.ruim AS termijn_ruim, s.verschoven,
       iif(s.trede > 0, CAST(julianday(s.ruim) - julianday((
           SELECT n.ruim FROM termijnen n WHERE n.toezegging_id = s.toezegging_id AND n.ruim IS NOT NULL AND n.volgnummer > 0
           ORDER BY n.volgnummer LIMIT 1)) AS INTEGER), NULL) AS verschuiving,
       d.sleutel AS document, s.document_id, s.gebeurtenis_id, s.herhaling_id, s.correctie_id
FROM stappen s
JOIN toezeggingen z ON z.id = s.toezegging_id AND z.vervallen_op IS NULL
LEFT JOIN gebeurtenissen g ON g.id = s.gebeurtenis_id
LEFT JOIN toezeggingen h ON h.id = s.herhaling_id
LEFT JOIN correcties c ON c.id = s.correctie_id
LEFT JOIN documenten d ON d.id = s.document_id
