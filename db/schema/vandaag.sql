-- De dag waarop de stand wordt opgemaakt: de peildatum als die is ingesteld, anders de datum in Amsterdam.
-- Zomertijd loopt van de laatste zondag van maart tot de laatste zondag van oktober, beide 01:00 UTC
-- (richtlijn 2000/84/EG). Geen tijdzone van de machine, geen eigen functies: dit werkt in elke kopie.
SELECT coalesce(
    (SELECT nullif(waarde, '') FROM instellingen WHERE naam = 'peildatum'),
    date('now', CASE
        WHEN datetime('now') >= datetime(strftime('%Y', 'now') || '-03-25', 'weekday 0', '+1 hour')
         AND datetime('now') < datetime(strftime('%Y', 'now') || '-10-25', 'weekday 0', '+1 hour')
        THEN '+2 hours' ELSE '+1 hour' END)
) AS datum
