"""The form in which a text is written down for its digest: kept for good.

A digest that somebody put his name to must say the same after an update, a restore or
a move to another server. So nothing of a machine is in it (no id of a row, no address),
nothing that is empty, and nothing that stands around a text (office, kategori, tag) but
its identity. ``docs/how-to/`` says what to write where a field or block changes.
"""
