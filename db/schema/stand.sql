-- De stand van elke toezegging aan de Kamer op één dag, :dag (JJJJ-MM-DD). Dit is de enige tekst die
-- toestanden berekent: de weergave `stand` vult :dag met `vandaag`, db.state.state_on met een andere dag.
-- Wat na die dag is gezegd, telt niet mee. Regels worden van boven af geprobeerd; de eerste die past, wint.
WITH
dag (datum) AS (SELECT :dag),
maand (nr, naam) AS (VALUES
    ('01', 'januari'), ('02', 'februari'), ('03', 'maart'), ('04', 'april'), ('05', 'mei'), ('06', 'juni'),
    ('07', 'juli'), ('08', 'augustus'), ('09', 'september'), ('10', 'oktober'), ('11', 'november'),
    ('12', 'december')),
-- Zwijgen kan pas worden vastgesteld als elke bron is gelezen; één ongelezen bron maakt dat onmogelijk.
lezing AS (
    SELECT count(*) AS bronnen,
           CASE WHEN count(*) = count(gelezen_tot) THEN min(gelezen_tot) END AS gelezen_tot,
           CAST(coalesce((SELECT waarde FROM instellingen WHERE naam = 'wachttijd'), '14') AS INTEGER) AS wachttijd
    FROM bronnen),
feiten AS (
    SELECT z.id AS toezegging_id, dag.datum, z.datum AS gedaan_op, z.hardheid, z.voorwaarde, z.ministerie_id,
           t.tekst AS termijn_tekst, t.soort AS termijn_soort, t.vanaf AS termijn_vanaf,
           coalesce(t.strikt, t.ruim) AS termijn_strikt, t.ruim AS termijn_ruim, t.hangt_op,
           t.aangekondigd_op, e.ruim AS eerste_ruim,
           -- Wat een mens vaststelde gaat voor wat de machine vond.
           iif(c.id IS NULL, v.datum, iif(c.soort = 'vervallen', c.datum, NULL)) AS vervallen_op,
           iif(c.id IS NULL, v.document_id, iif(c.soort = 'vervallen', c.document_id, NULL)) AS vervallen_door,
           iif(c.id IS NULL, coalesce(rb.datum, a.datum), iif(c.soort = 'afgedaan', c.datum, NULL)) AS afgedaan_op,
           iif(c.id IS NULL, iif(rb.id IS NULL, a.document_id, rb.document_id), iif(c.soort = 'afgedaan', c.document_id, NULL))
               AS afgedaan_door,
           c.door AS vastgesteld_door,
           iif(date(coalesce(rr.bijgewerkt, rr.gewijzigd_op)) <= dag.datum, rk.zekerheid, NULL) AS register_meldt,
           iif(rr.toestand = 'onbekend', rr.status, rr.toestand) AS register_woord,
           'het register van de ' || iif(rr.bron = 'eerste_kamer', 'Eerste', 'Tweede') || ' Kamer'
               || coalesce(' (' || rr.nummer || ')', '') AS register_naam,
           c.id IS NULL AND rb.id IS NOT NULL AS register_beslist,
           p.id AS deels_id, p.datum AS deels_op,
           k.id AS mogelijk_id, k.datum AS mogelijk_op, k.soort AS mogelijk_soort, k.document_id AS mogelijk_door,
           u.id AS mogelijk_uitstel_id, u.document_id AS mogelijk_uitstel_door,
           b.id AS terugblik_id, b.document_id AS terugblik_door,
           -- Rust de termijn op een dag die niet vaststaat (een reces naar patroon), dan wachten wij twee keer zo lang.
           date(t.ruim, '+' || (lezing.wachttijd * iif(t.zeker = 0, 2, 1)) || ' days') AS nodig_tot,
           lezing.bronnen, lezing.gelezen_tot, lezing.wachttijd * iif(t.zeker = 0, 2, 1) AS wachttijd,
           CAST(julianday(t.ruim) - julianday(e.ruim) AS INTEGER) AS verschuiving,
           CAST(julianday(dag.datum) - julianday(z.datum) AS INTEGER) AS leeftijd,
           (SELECT count(*) FROM (
                SELECT g.document_id FROM gebeurtenissen g
                WHERE g.toezegging_id = z.id AND g.soort = 'uitgesteld' AND g.zekerheid = 'zeker'
                  AND g.vervallen_op IS NULL AND g.datum <= coalesce(c.datum, rb.datum, a.datum, dag.datum)
                UNION
                SELECT n.document_id FROM termijnen n
                WHERE n.toezegging_id = z.id AND n.verschoven > 0
                  AND n.aangekondigd_op <= coalesce(c.datum, rb.datum, a.datum, dag.datum))) AS aantal_uitstel
    FROM dag CROSS JOIN lezing CROSS JOIN toezeggingen z
    LEFT JOIN correcties c ON c.id = (
        SELECT k.id FROM correcties k
        WHERE k.toezegging_id = z.id AND k.soort IN ('afgedaan', 'vervallen') AND k.toegepast = 1
          AND k.vervallen_op IS NULL AND k.datum <= dag.datum
        ORDER BY k.op DESC, k.id DESC LIMIT 1)
    LEFT JOIN gebeurtenissen v ON v.id = (
        SELECT g.id FROM gebeurtenissen g
        WHERE g.toezegging_id = z.id AND g.soort = 'vervallen' AND g.zekerheid = 'zeker'
          AND g.vervallen_op IS NULL AND g.datum <= dag.datum
        ORDER BY g.datum, g.soort, g.id LIMIT 1)
    LEFT JOIN gebeurtenissen a ON a.id = (
        SELECT g.id FROM gebeurtenissen g
        WHERE g.toezegging_id = z.id AND g.soort = 'afgedaan' AND g.zekerheid = 'zeker'
          AND g.vervallen_op IS NULL AND g.datum <= dag.datum
        ORDER BY g.datum, g.soort, g.id LIMIT 1)
    LEFT JOIN gebeurtenissen p ON p.id = (
        SELECT g.id FROM gebeurtenissen g
        WHERE g.toezegging_id = z.id AND g.soort = 'deels afgedaan' AND g.zekerheid = 'zeker'
          AND g.vervallen_op IS NULL AND g.datum <= dag.datum
        ORDER BY g.datum DESC, g.soort DESC, g.id DESC LIMIT 1)
    LEFT JOIN gebeurtenissen k ON k.id = (
        SELECT g.id FROM gebeurtenissen g
        WHERE g.toezegging_id = z.id AND g.soort IN ('afgedaan', 'deels afgedaan', 'vervallen')
          AND g.zekerheid = 'kandidaat' AND g.vervallen_op IS NULL AND g.datum <= dag.datum
        ORDER BY g.datum, g.soort, g.id LIMIT 1)
    -- Wat het register van een Kamer als (deels) afgedaan of vervallen meldt, of met een woord dat wij niet kennen. Met een brief van nakoming en een zekere koppeling
    -- is dat afdoening op de dag van die brief, als geen eerdere brief het zegt; anders een aanwijzing: van stilte kan dan geen sprake zijn.
    LEFT JOIN register_koppelingen rk ON rk.id = (
        SELECT x.id FROM register_koppelingen x JOIN register y ON y.id = x.register_id
        WHERE x.toezegging_id = z.id AND x.vervallen_op IS NULL AND y.verwijderd = 0
          AND (y.toestand IN ('afgedaan', 'vervallen', 'deels afgedaan')
               OR (y.toestand = 'onbekend' AND trim(ifnull(y.status, '')) <> ''))
        ORDER BY x.zekerheid DESC, y.toestand IN ('afgedaan', 'vervallen') DESC, y.toestand, y.id LIMIT 1)
    LEFT JOIN register rr ON rr.id = rk.register_id
    LEFT JOIN kamerdocumenten rb ON rb.id = (
        SELECT y.id FROM register_brieven x JOIN kamerdocumenten y ON y.nummer = x.nummer
        WHERE x.register_id = rk.register_id AND rk.zekerheid = 'zeker' AND rr.toestand = 'afgedaan'
          AND y.verwijderd = 0 AND y.datum BETWEEN z.datum AND dag.datum
          AND (a.datum IS NULL OR y.datum < a.datum)
        ORDER BY y.datum, y.id LIMIT 1)
    -- De huidige termijn is de laatste die bekend was: op de dag zelf, of toen de toezegging werd afgedaan.
    LEFT JOIN termijnen t ON t.id = (
        SELECT n.id FROM termijnen n
        WHERE n.toezegging_id = z.id
          AND ifnull(n.aangekondigd_op, '') <= coalesce(c.datum, rb.datum, a.datum, dag.datum) AND n.volgnummer > 0
        ORDER BY n.volgnummer DESC LIMIT 1)
    LEFT JOIN termijnen e ON e.id = (
        SELECT n.id FROM termijnen n
        WHERE n.toezegging_id = z.id AND n.ruim IS NOT NULL AND n.volgnummer > 0
          AND ifnull(n.aangekondigd_op, '') <= dag.datum
        ORDER BY n.volgnummer LIMIT 1)
    -- Een onzeker uitstel staat een hard oordeel in de weg, zolang de nieuwe termijn loopt of ontbreekt. Een termijn
    -- die toen al voorbij was, of niet later is dan de huidige, is niet de nieuwe: daarop blikt het stuk terug.
    LEFT JOIN gebeurtenissen u ON u.id = (
        SELECT g.id FROM gebeurtenissen g
        WHERE g.toezegging_id = z.id AND g.soort = 'uitgesteld' AND g.zekerheid = 'kandidaat'
          AND g.vervallen_op IS NULL AND g.datum <= dag.datum
          AND (g.termijn_ruim IS NULL OR g.termijn_ruim >= dag.datum OR g.termijn_ruim < g.datum
               OR g.termijn_ruim <= t.ruim)
        ORDER BY g.datum DESC, g.soort DESC, g.id DESC LIMIT 1)
    -- Een later stuk dat over deze toezegging spreekt zonder te zeggen dat zij nog komt, kan het antwoord zijn.
    LEFT JOIN gebeurtenissen b ON b.id = (
        SELECT g.id FROM gebeurtenissen g
        WHERE g.toezegging_id = z.id AND g.soort = 'toegezegd' AND g.zekerheid IN ('zeker', 'kandidaat')
          AND g.vervallen_op IS NULL AND g.datum <= dag.datum
          AND g.datum > ifnull(t.aangekondigd_op, ifnull(z.datum, ''))
          AND NOT EXISTS (
              SELECT 1 FROM gebeurtenissen o
              WHERE o.toezegging_id = z.id AND o.document_id = g.document_id AND o.vervallen_op IS NULL
                AND o.soort IN ('herhaald', 'uitgesteld', 'minder stellig'))
          AND NOT EXISTS (
              SELECT 1 FROM toezeggingen h
              WHERE h.herhaalt_id = z.id AND h.document_id = g.document_id AND h.vervallen_op IS NULL)
        ORDER BY g.datum DESC, g.id DESC LIMIT 1)
    -- Een herhaling wordt gevolgd bij de toezegging die zij herhaalt.
    WHERE z.verplichting = 'kamer' AND z.vervallen_op IS NULL AND z.herhaalt_id IS NULL
      AND ifnull(z.datum, '') <= dag.datum
      AND NOT EXISTS (SELECT 1 FROM correcties k WHERE k.toezegging_id = z.id AND k.soort = 'afgewezen'
                        AND k.toegepast = 1 AND k.vervallen_op IS NULL)),
-- Stilte kan alleen blijken uit wat gelezen is: zonder één later stuk van het ministerie valt er niets te zeggen.
lezers AS (
    SELECT *,
        -- Alle stukken van het ministerie van na de toezegging tot en met de dag, waarover dan ook.
        coalesce((SELECT l.stukken FROM leesteller l
                  WHERE l.ministerie_id = feiten.ministerie_id AND l.datum <= iif(gedaan_op IS NULL, '', feiten.datum)
                  ORDER BY l.datum DESC LIMIT 1), 0)
        - coalesce((SELECT l.stukken FROM leesteller l
                    WHERE l.ministerie_id = feiten.ministerie_id AND l.datum <= feiten.gedaan_op
                    ORDER BY l.datum DESC LIMIT 1), 0) AS gelezen_stukken,
        -- Een vast hiaat in het venster: een stuk van het ministerie, of als de bron dat niet noemt uit een dossier
        -- van de toezegging, dat niet te lezen is en het antwoord kan zijn.
        (SELECT coalesce(h.titel, h.identificatie) FROM hiaten h
         WHERE h.vast = 1 AND h.opgelost_op IS NULL AND h.soort = 'onleesbaar'
           AND (h.datum IS NULL OR (h.datum > ifnull(feiten.gedaan_op, '') AND h.datum <= feiten.nodig_tot))
           AND (h.ministerie_id = feiten.ministerie_id
                OR (h.ministerie_id IS NULL AND h.dossiers IS NOT NULL AND EXISTS (
                    SELECT 1 FROM toezeggingen z JOIN document_dossiers dd ON dd.document_id = z.document_id
                    JOIN dossiers ds ON ds.id = dd.dossier_id
                    WHERE z.id = feiten.toezegging_id
                      AND instr(' ' || h.dossiers || ' ', ' ' || ds.nummer || ' ') > 0)))
         ORDER BY h.datum, h.id LIMIT 1) AS hiaat
    FROM feiten),
-- Hoe het staat met wat nog openstaat, los van afdoening.
oordeel AS (
    SELECT *,
        CASE
            WHEN voorwaarde IS NOT NULL THEN 'voorwaardelijk'
            WHEN termijn_soort = 'gebeurtenis' AND termijn_ruim IS NULL THEN 'wacht op gebeurtenis'
            WHEN termijn_ruim IS NULL THEN 'zonder termijn'
            WHEN eerste_ruim < datum AND datum <= termijn_ruim THEN 'uitgesteld'
            WHEN datum <= termijn_strikt THEN 'loopt'
            WHEN datum <= termijn_ruim THEN 'mogelijk verstreken'
            WHEN hardheid IN ('voornemen', 'verwachting') THEN 'voornemen voorbij'
            WHEN gelezen_tot IS NULL OR min(gelezen_tot, datum) < nodig_tot OR mogelijk_uitstel_id IS NOT NULL
                OR register_meldt IS NOT NULL OR terugblik_id IS NOT NULL OR gelezen_stukken = 0
                OR hiaat IS NOT NULL THEN 'nog niet vast te stellen'
            ELSE 'verstreken zonder bericht'
        END AS openstaand
    FROM lezers),
toestanden AS (
    SELECT *,
        CASE
            WHEN vervallen_op IS NOT NULL THEN 'vervallen'
            WHEN afgedaan_op IS NOT NULL THEN 'afgedaan'
            WHEN deels_id IS NOT NULL THEN 'deels afgedaan'
            WHEN mogelijk_id IS NOT NULL OR (register_meldt = 'zeker' AND register_woord IN ('afgedaan', 'vervallen'))
                THEN 'mogelijk afgedaan'
            ELSE openstaand
        END AS toestand,
        CASE
            WHEN vervallen_op IS NOT NULL THEN NULL
            WHEN afgedaan_op IS NOT NULL THEN CAST(julianday(afgedaan_op) - julianday(termijn_ruim) AS INTEGER)
            WHEN openstaand IN ('voorwaardelijk', 'wacht op gebeurtenis', 'zonder termijn') THEN NULL
            WHEN openstaand = 'loopt' THEN CAST(julianday(datum) - julianday(termijn_strikt) AS INTEGER)
            ELSE CAST(julianday(datum) - julianday(termijn_ruim) AS INTEGER)
        END AS dagen,
        CASE
            WHEN vervallen_op IS NOT NULL THEN vervallen_op
            WHEN afgedaan_op IS NOT NULL THEN afgedaan_op
            WHEN deels_id IS NOT NULL THEN deels_op
            WHEN mogelijk_id IS NOT NULL THEN mogelijk_op
        END AS feit_op
    FROM oordeel),
woorden AS (
    SELECT *,
        CAST(substr(feit_op, 9) AS INTEGER) || (SELECT ' ' || naam || ' ' FROM maand WHERE nr = substr(feit_op, 6, 2))
            || substr(feit_op, 1, 4) AS feit_nl,
        CAST(substr(termijn_ruim, 9) AS INTEGER)
            || (SELECT ' ' || naam || ' ' FROM maand WHERE nr = substr(termijn_ruim, 6, 2))
            || substr(termijn_ruim, 1, 4) AS ruim_nl,
        CAST(substr(nodig_tot, 9) AS INTEGER)
            || (SELECT ' ' || naam || ' ' FROM maand WHERE nr = substr(nodig_tot, 6, 2))
            || substr(nodig_tot, 1, 4) AS nodig_nl,
        CAST(substr(gelezen_tot, 9) AS INTEGER)
            || (SELECT ' ' || naam || ' ' FROM maand WHERE nr = substr(gelezen_tot, 6, 2))
            || substr(gelezen_tot, 1, 4) AS gelezen_nl,
        iif(aantal_uitstel > 0, ' (na ' || aantal_uitstel || '× uitstel)', '') AS na_uitstel,
        coalesce(', vastgesteld door ' || vastgesteld_door, iif(register_beslist, ', volgens ' || register_naam, ''))
            AS nagekeken,
        iif(leeftijd = 1, '1 dag', leeftijd || ' dagen') AS leeftijd_nl
    FROM toestanden),
regels AS (
    SELECT *,
        CASE openstaand
            WHEN 'voorwaardelijk' THEN 'voorwaardelijk: wacht op “' || voorwaarde || '”'
            WHEN 'wacht op gebeurtenis' THEN 'wacht op ' || coalesce(hangt_op, termijn_tekst)
                || coalesce(', sinds ' || (SELECT iif(n = 1, '1 dag', n || ' dagen') FROM (
                    SELECT CAST(julianday(datum) - julianday(aangekondigd_op) AS INTEGER) AS n)), '')
            WHEN 'zonder termijn' THEN 'open, zonder termijn ('
                || iif(gedaan_op IS NULL, 'datum van het stuk onbekend', 'leeftijd ' || leeftijd_nl)
                || iif(aantal_uitstel > 0, ', ' || aantal_uitstel || '× uitstel gemeld', '') || ')'
            WHEN 'uitgesteld' THEN 'oorspronkelijke termijn verstreken, uitstel gemeld (' || aantal_uitstel || '×, '
                || iif(verschuiving = 1, '1 dag', verschuiving || ' dagen') || '), nieuwe termijn “' || termijn_tekst
                || '”, t/m ' || ruim_nl
            WHEN 'loopt' THEN iif(dagen = 0, 'vandaag is de laatste dag',
                'nog ' || iif(dagen = -1, '1 dag', -dagen || ' dagen'))
            WHEN 'mogelijk verstreken' THEN 'mogelijk verstreken (ruim gelezen t/m ' || ruim_nl || ')'
            WHEN 'voornemen voorbij' THEN
                iif(hardheid = 'voornemen', 'voorgenomen termijn voorbij', 'verwachte termijn voorbij') || na_uitstel
                || ', geen afdoening gevonden in ' || gelezen_stukken || iif(gelezen_stukken = 1,
                    ' gelezen later stuk', ' gelezen latere stukken')
            WHEN 'nog niet vast te stellen' THEN 'termijn voorbij' || na_uitstel || ', nog niet vast te stellen: '
                || CASE
                    WHEN bronnen = 0 THEN 'er wordt geen bron gevolgd waarin het antwoord kan staan'
                    WHEN gelezen_tot IS NULL THEN 'nog niet alle bronnen zijn volledig gelezen'
                    WHEN datum < nodig_tot THEN 'de wachttijd van ' || wachttijd || ' dagen loopt t/m ' || nodig_nl
                    WHEN gelezen_tot < nodig_tot THEN 'de bronnen zijn gelezen t/m ' || gelezen_nl
                        || ', nodig is t/m ' || nodig_nl
                    WHEN mogelijk_uitstel_id IS NOT NULL THEN 'mogelijk is uitstel gemeld'
                    WHEN register_meldt IS NOT NULL THEN
                        iif(register_meldt = 'zeker', 'zij', 'mogelijk') || ' staat '
                        || iif(register_meldt = 'zeker', '', 'zij ') || 'als “' || register_woord || '” in '
                        || register_naam
                    WHEN terugblik_id IS NOT NULL
                        THEN 'een later stuk spreekt over deze toezegging en kan het antwoord zijn'
                    WHEN hiaat IS NOT NULL THEN 'een stuk dat het antwoord kan zijn, is niet te lezen: “' || hiaat || '”'
                    ELSE iif(ministerie_id IS NULL, 'het ministerie is niet bekend',
                        'van dit ministerie is geen later stuk gelezen')
                END
            ELSE 'termijn verstreken' || na_uitstel || ', geen afdoening gevonden in ' || gelezen_stukken
                || iif(gelezen_stukken = 1, ' gelezen later stuk', ' gelezen latere stukken')
        END AS open_tekst
    FROM woorden)
SELECT toezegging_id, datum, toestand,
    CASE toestand
        WHEN 'vervallen' THEN 'vervallen' || coalesce(' op ' || feit_nl, '') || nagekeken
        WHEN 'afgedaan' THEN 'afgedaan' || coalesce(' op ' || feit_nl, '') || CASE
            WHEN dagen IS NULL THEN ''
            WHEN dagen > 0 THEN ', ' || iif(dagen = 1, '1 dag', dagen || ' dagen') || ' te laat' || na_uitstel
            WHEN afgedaan_op > termijn_strikt THEN ', op tijd, na de strikte lezing' || na_uitstel
            ELSE ', op tijd' || na_uitstel END || nagekeken
        WHEN 'deels afgedaan' THEN 'deels afgedaan' || coalesce(' op ' || feit_nl, '') || '; wat rest: ' || open_tekst
        WHEN 'mogelijk afgedaan' THEN iif(mogelijk_id IS NULL,
            'mogelijk ' || register_woord || ': ' || register_naam || ' meldt dit',
            iif(mogelijk_soort = 'vervallen', 'mogelijk vervallen', 'mogelijk ' || mogelijk_soort)
            || ': zie ' || coalesce('het stuk van ' || feit_nl, 'het latere stuk')
            || iif(register_meldt IS NULL, '', '; ' || register_naam || ' meldt “' || register_woord || '”'))
        ELSE open_tekst
    END AS toestand_tekst,
    dagen, termijn_tekst, termijn_vanaf, termijn_strikt, termijn_ruim, eerste_ruim, aantal_uitstel, verschuiving,
    gelezen_stukken, afgedaan_op, afgedaan_door,
    CASE WHEN toestand = 'mogelijk afgedaan' THEN mogelijk_door
         WHEN toestand = 'nog niet vast te stellen' THEN coalesce(mogelijk_uitstel_door, terugblik_door) END AS mogelijk_door,
    vervallen_op, vervallen_door, openstaand, gelezen_tot
FROM regels
