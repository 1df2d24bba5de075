"""How people come in: allauth's login and password pages, and what ends their access.

Stages that follow the password (a second factor, single sign-on) are allauth's own
apps: they join through ``AccountAdapter`` and ``cms.login.urls``.
"""
