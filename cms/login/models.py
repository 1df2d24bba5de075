"""How often somebody failed to log in; who is logged in where, beside its store."""

from __future__ import annotations

from django.db import models

from cms.login.sessions import AccountSession

__all__ = ["AccountSession", "LoginCounter"]


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
