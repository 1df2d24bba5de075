"""Settings: ``base`` is common, each other module is one way to run."""
