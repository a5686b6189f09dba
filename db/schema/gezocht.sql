-- Waarin naar afdoening van elke toezegging is gezocht: gelezen latere stukken van haar ministerie, en van anderen
-- in haar dossiers, tot en met de dag. Per toezegging op te vragen; over alles samen is dit veel werk.
WITH zoek AS (
    SELECT z.id AS toezegging_id, z.sleutel, z.ministerie_id, z.document_id, z.datum, m.code AS ministerie_code,
           v.datum AS tot,
           (SELECT min(gelezen_tot) FROM bronnen) AS gelezen_tot,
           (SELECT count(*) FROM bronnen WHERE gelezen_tot IS NULL) AS bronnen_ongelezen
    FROM vandaag v CROSS JOIN toezeggingen z LEFT JOIN ministeries m ON m.id = z.ministerie_id
    WHERE z.vervallen_op IS NULL AND z.verplichting = 'kamer'),
geteld AS (
    SELECT *,
        (SELECT count(*) FROM documenten d
         WHERE d.ministerie_id = zoek.ministerie_id AND d.datum > zoek.datum AND d.datum <= zoek.tot AND d.ingetrokken = 0)
            AS stukken_ministerie,
        (SELECT count(DISTINCT d.id) FROM document_dossiers eigen
         JOIN document_dossiers ander ON ander.dossier_id = eigen.dossier_id
         JOIN documenten d ON d.id = ander.document_id
         WHERE eigen.document_id = zoek.document_id AND d.ministerie_id IS NOT zoek.ministerie_id
           AND d.datum > zoek.datum AND d.datum <= zoek.tot AND d.ingetrokken = 0) AS stukken_dossier,
        (SELECT group_concat(nummer, ', ') FROM (
            SELECT CASE WHEN o.nummer GLOB '[0-9][0-9][0-9][0-9][0-9]*'
                        THEN substr(o.nummer, 1, 2) || ' ' || replace(substr(o.nummer, 3), '-', ' ') ELSE o.nummer END AS nummer
            FROM document_dossiers e JOIN dossiers o ON o.id = e.dossier_id
            WHERE e.document_id = zoek.document_id ORDER BY o.nummer)) AS dossiers
    FROM zoek)
SELECT toezegging_id, sleutel, ministerie_code, dossiers, stukken_ministerie, stukken_dossier,
       stukken_ministerie + stukken_dossier AS stukken, tot, gelezen_tot, bronnen_ongelezen,
       'gezocht in ' || (stukken_ministerie + stukken_dossier)
           || iif(stukken_ministerie + stukken_dossier = 1, ' gelezen later stuk', ' gelezen latere stukken')
           || coalesce(' van ' || ministerie_code, '')
           || coalesce(iif(ministerie_code IS NULL, ' in', ' en') || ' dossier ' || dossiers, '')
           || ', tot en met ' || substr(tot, 9) || '-' || substr(tot, 6, 2) || '-' || substr(tot, 1, 4) AS tekst
FROM geteld
