"""The long proofs: run by ``make test-deep`` and before a release, not by CI."""
