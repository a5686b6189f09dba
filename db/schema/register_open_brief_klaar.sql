-- Open in het register, terwijl een brief zegt dat de toezegging is nagekomen.
SELECT * FROM register_stand
WHERE toestand IN ('openstaand', 'deels afgedaan') AND koppeling = 'zeker' AND afgedaan_op IS NOT NULL
