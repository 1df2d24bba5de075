"""The long proofs: ``make test-deep``. What each last found stands in ``deep.lock``."""
