"""The last line before the database: what refuses a save, a move or a deletion of content.

All of it is here, one file for each kind of thing, and all says no in one way: it raises
:class:`~pages.errors.NaskahError`, which undoes the act. What reviews refuses stands in
:mod:`reviews.engine.guards`; ``docs/why/architecture.md`` lists both.
"""
