"""A name and a password; an e-mail address is as good as the name where it is one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountBackend(ModelBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        name = username_of(username) if username else username
        return super().authenticate(request, name, password, **kwargs)


def username_of(typed: str) -> str:
    """The account that ``typed`` is the name, or alone has the e-mail address, of."""
    if "@" not in typed or User.objects.filter(username=typed).exists():
        return typed
    people = people_at(typed)
    return people[0].get_username() if len(people) == 1 else typed


def people_at(email: str) -> list[User]:
    """The accounts with that address; PostgreSQL takes an i without its dot for one."""
    found = User.objects.filter(email__iexact=email)
    return [user for user in found if user.email.lower() == email.lower()]
