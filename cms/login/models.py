"""Who is logged in where, and how often somebody failed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase


class AccountSession(AbstractBaseSession):
    """A session that is found by its account, so that it can be ended with it."""

    # Unchecked: Django takes a refusal for a key that is taken, and tries for ever.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="+",
        db_constraint=False,
    )

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from cms.login.sessions import SessionStore  # it names this model

        return SessionStore


class LoginCounter(models.Model):
    """The table of the cache ``login``: one for all processes, gone with none of them.

    The columns are those that Django's ``DatabaseCache`` reads and writes.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cms_login_counter"
        default_permissions = ()

    def __str__(self) -> str:
        return self.cache_key
