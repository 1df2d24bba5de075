"""What reviews refuses where stock Wagtail, or a hand, would change a row past our acts.

All of it is here, one file for each kind of thing, and all raises
:class:`~pages.errors.NaskahError`. What of content is refused whatever the workflow stands
in :mod:`pages.guards`; ``docs/why/architecture.md`` lists both.
"""
