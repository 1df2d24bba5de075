"""No account is called like another: a name and an address are both typed to come in.

Who was named after somebody's address would stand where that person logs in. So a name
is told from others as people read it, not as it is written: whatever its case, and in
plain letters, of which no two look the same.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q

NAMES = frozenset({"username", "email"})
PLAIN = "Nama pengguna hanya memuat huruf latin, angka, dan tanda @ . + - _."
TAKEN = "Nama pengguna ini sudah menjadi nama atau surel akun lain."
ANOTHERS = "Surel ini sudah menjadi nama pengguna akun lain."


def faults_of(user: User) -> dict[str, str]:
    """What is wrong with a new name or address of ``user``, by field.

    An old one keeps what it has.
    """
    found, changed = {}, changed_names(user)
    name, email = user.get_username(), user.email
    others = User.objects.exclude(pk=user.pk)
    if "username" not in changed:
        pass
    elif not name.isascii():
        found["username"] = PLAIN
    elif others.filter(Q(username__iexact=name) | Q(email__iexact=name)).exists():
        found["username"] = TAKEN
    if email and "email" in changed and others.filter(username__iexact=email).exists():
        found["email"] = ANOTHERS
    return found


def changed_names(user: User) -> set[str]:
    stored = User.objects.filter(pk=user.pk).values(*NAMES).first() if user.pk else {}
    return {name for name in NAMES if not stored or stored[name] != getattr(user, name)}
