"""What our acts do, told to whoever listens, in the transaction of the act.

A listener's error undoes the act. Each is sent with the class of what it is about. That
a page appeared, changed or left the site is told by :mod:`pages.signals`.
"""

from __future__ import annotations

from django.dispatch import Signal

# A step waits for its holder. Given: task, state, naskah.
step_begun = Signal()
# A text goes back to an earlier step. Given: putusan, reason, to (the step's name).
returned = Signal()
# A disposisi was written. Given: sheet, target (the step that it leads to, if any).
sheet_issued = Signal()
# Recipients passed theirs on. Given: rows (of those to whom).
sheet_passed_on = Signal()
# An approved text has its hour. Given: row (of the trail), at.
scheduled = Signal()
# Its hour was called off; or it could not go live then. Given: row (of the trail).
schedule_cancelled = Signal()
publication_failed = Signal()
# A text is public. Given: naskah, user (None: the clock).
published = Signal()
# A dossier ends before its last step. Given: berkas, state, reason, user.
dossier_ended = Signal()
# A bag is to be written. Given: arsip.
bag_recorded = Signal()
# A row was written at the end of a trail. Given: row.
row_written = Signal()
# An SOP came into force, gave way to its next version or was retired. Given: sop.
sop_changed = Signal()
