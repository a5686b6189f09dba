-- Wat verstreken is zonder bericht. Zonder volgorde: wie telt of filtert, hoeft dan niet te sorteren.
SELECT id, sleutel, dagen, citaat, onderwerp, ministerie, ministerie_code, bewindspersoon, dossiers, commissie,
       datum, termijn_tekst, termijn_ruim, aantal_uitstel, toestand_tekst, gelezen_stukken, document, url
FROM overzicht
WHERE toestand = 'verstreken zonder bericht'
