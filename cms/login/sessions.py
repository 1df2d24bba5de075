"""``SESSION_ENGINE``: Django's sessions in the database, with their account beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

if TYPE_CHECKING:
    from cms.login.models import AccountSession


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[AccountSession]:
        from cms.login.models import AccountSession  # once all apps are there

        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> AccountSession:
        session: Any = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)
        return session
