"""Around every view, a module each; ``cms.settings.base`` says in which order."""
