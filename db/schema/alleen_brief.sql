-- Toegezegd op schrift en in geen register gevonden: de Tweede Kamer houdt alleen bij wat in een vergadering is
-- toegezegd. Leeg zolang er van geen register iets is gelezen.
SELECT z.id, z.sleutel, z.citaat, z.onderwerp, m.code AS ministerie_code, z.datum, z.hardheid, d.sleutel AS document, d.titel,
       z.document_id
FROM toezeggingen z
JOIN documenten d ON d.id = z.document_id
LEFT JOIN ministeries m ON m.id = z.ministerie_id
WHERE z.vervallen_op IS NULL AND z.herhaalt_id IS NULL AND z.verplichting = 'kamer'
  AND z.hardheid IN ('uitdrukkelijk', 'stellig')
  AND EXISTS (SELECT 1 FROM register)
  AND NOT EXISTS (SELECT 1 FROM blokken b WHERE b.document_id = z.document_id AND b.soort = 'spreekbeurt')
  AND NOT EXISTS (SELECT 1 FROM register_koppelingen k
                  WHERE k.vervallen_op IS NULL
                    AND (k.toezegging_id = z.id
                         OR k.toezegging_id IN (SELECT h.id FROM toezeggingen h WHERE h.herhaalt_id = z.id)))
  AND NOT EXISTS (SELECT 1 FROM correcties k WHERE k.toezegging_id = z.id AND k.soort = 'afgewezen'
                    AND k.toegepast = 1 AND k.vervallen_op IS NULL)
