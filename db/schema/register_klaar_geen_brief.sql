-- Afgedaan in het register, terwijl van de gevonden toezegging geen brief is gevonden die dat zegt. Alleen waar de
-- toezegging in het register is herkend: van een andere is niet te zeggen wat er had moeten worden gevonden.
SELECT * FROM register_stand
WHERE toestand = 'afgedaan' AND koppeling IS NOT NULL AND afgedaan_op IS NULL
