from __future__ import annotations

from pathlib import Path

import pytest
import wagtail.admin
from django.conf import settings
from django.contrib.auth.models import Permission
from django.template.loader import render_to_string

from tests.cms import english

STOCK = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin"
OURS = settings.BASE_DIR / "cms" / "templates" / "wagtailadmin"
# What our copy puts before Wagtail's, and the words that it has others for.
SEARCH = {'value="Search"': "value=\"{% trans 'Search' %}\""}
COPIES = [
    (
        "home.html",
        "{# djlint:off T038 #}\n",
        # A desk is no site.
        {**SEARCH, "{{ site_name }}{% endblock %}": "Meja kerja{% endblock %}"},
    ),
    ("shared/header.html", "", SEARCH),
    (
        "shared/headers/_actions.html",
        "{% load i18n %}\n",
        {'aria-label="Actions"': "aria-label=\"{% trans 'Actions' %}\""},
    ),
]


@pytest.mark.parametrize(
    ("name", "before", "words"), COPIES, ids=[row[0] for row in COPIES]
)
def test_copied_templates_differ_in_their_words_alone(name, before, words):
    """A new release of Wagtail that changes them fails here."""
    stock = (STOCK / name).read_text()
    for theirs, ours in words.items():
        assert theirs in stock
        stock = stock.replace(theirs, ours)
    assert (OURS / name).read_text() == before + stock


@pytest.mark.django_db
def test_permissions_are_named_in_indonesian():
    names = dict(Permission.objects.values_list("codename", "name"))
    assert names["publish_page"] == "Dapat menayangkan halaman"
    assert names["add_user"] == "Dapat menambah pengguna"
    assert names["change_kategori"] == "Dapat mengubah kategori"


@pytest.mark.django_db
def test_the_screens_bear_the_products_name(client):
    login = client.get("/admin/login/").text
    assert "Masuk ke Naskah" in login
    assert "<title>Masuk - Naskah</title>" in login
    assert 'aria-label="Naskah"' in login
    assert "Wagtail" not in login.split("<main")[1]


@pytest.mark.parametrize("name", ["403", "403_csrf", "404", "500"])
def test_faults_are_told_in_indonesian(name):
    page = render_to_string(f"{name}.html")
    assert not list(english.in_page(page))
    assert '<html lang="id">' in page
