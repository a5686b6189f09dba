-- Wie het ambt had toen de toezegging werd gedaan, en wie het nu heeft. Leeg wat niet met zekerheid bekend is.
SELECT z.id AS toezegging_id, z.sleutel, z.toezegger AS ambt, toen.naam AS toen, kt.naam AS kabinet_toen,
       iif(kt.id IS NULL, NULL, ifnull(kt.demissionair_sinds <= z.datum, 0)) AS demissionair_toen,
       nu.naam AS nu, nu.van AS nu_sinds, kn.naam AS kabinet_nu,
       iif(kn.id IS NULL, NULL, ifnull(kn.demissionair_sinds <= v.datum, 0)) AS demissionair_nu,
       iif(toen.id IS NULL OR nu.id IS NULL, NULL, toen.naam <> nu.naam) AS door_voorganger,
       iif(toen.id IS NULL OR nu.id IS NULL, 'onbekend',
           iif(toen.zekerheid = 'onzeker' OR nu.zekerheid = 'onzeker', 'onzeker', 'zeker')) AS zekerheid
FROM vandaag v CROSS JOIN toezeggingen z
LEFT JOIN zetels toen ON toen.id = (
    SELECT s.id FROM zetels s WHERE s.ambt = z.toezegger AND s.van <= z.datum AND ifnull(s.tot, '9999') > z.datum
    ORDER BY s.van DESC LIMIT 1)
LEFT JOIN zetels nu ON nu.id = (
    SELECT s.id FROM zetels s WHERE s.ambt = z.toezegger AND s.van <= v.datum AND ifnull(s.tot, '9999') > v.datum
    ORDER BY s.van DESC LIMIT 1)
-- Het kabinet van die dag, ook waar de zetel niet bekend is.
LEFT JOIN kabinetten kt ON kt.id = (
    SELECT k.id FROM kabinetten k WHERE k.van <= z.datum AND ifnull(k.tot, '9999') > z.datum ORDER BY k.van DESC LIMIT 1)
LEFT JOIN kabinetten kn ON kn.id = (
    SELECT k.id FROM kabinetten k WHERE k.van <= v.datum AND ifnull(k.tot, '9999') > v.datum ORDER BY k.van DESC LIMIT 1)
WHERE z.vervallen_op IS NULL AND z.toezegger IS NOT NULL
