"""Whose accounts somebody may change, and what of them: here, and nowhere else.

Whoever sets another's password, mail or rights can sign as him. So nobody but a
superuser does; who has ``auth.change_user`` corrects names, and switches accounts of
his own office on and off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from reviews.papers.jabatan import PemangkuJabatan
from reviews.rights import readers, sight
from reviews.rights.names import faults_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

# By these somebody comes in, and does what he may.
OWN_AFFAIR = {
    "username": "Hanya administrator sistem yang mengubahnya.",
    "email": "Hanya administrator sistem yang mengubahnya: kata sandi baru dikirim ke sini.",
    "groups": "Hak berasal dari jabatan. Aturlah jabatannya pada menu Organisasi.",
}


def within_reach(by: User) -> QuerySet[User]:
    """Others who hold posts in the offices of ``by``, and stand not above him.

    That is: no superuser, nobody with a post elsewhere, and nobody with rights that
    were given by hand and are not those of a group of his own.
    """
    if by.is_superuser:
        return User.objects.all()
    offices = readers.held_offices(by)
    here = PemangkuJabatan.objects.filter(jabatan__instansi__in=offices)
    current = PemangkuJabatan.objects.during(timezone.localdate(), None)
    elsewhere = current.exclude(jabatan__instansi__in=offices)
    higher = User.groups.through.objects.exclude(group__in=sight.groups(by))
    return (
        User.objects.filter(pk__in=here.values("user"), is_superuser=False)
        .exclude(pk=by.pk)
        .exclude(pk__in=elsewhere.values("user"))
        .exclude(pk__in=higher.values("user"))
        .exclude(user_permissions__isnull=False)
    )


class NamedApart:
    """Mixed into Wagtail's forms of an account: what its name or address must not be."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        form: Any = self
        for field, fault in faults_of(form.instance).items():
            if field not in form.errors:
                form.add_error(field, fault)


class AkunBaruForm(NamedApart, UserCreationForm):
    pass


class AkunForm(NamedApart, UserEditForm):
    """One name is a name; what makes somebody himself is shown, and stays."""

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        self.for_user = for_user
        super().__init__(*args, **kwargs)
        self.fields["last_name"].required = False
        # Whoever has no address is deactivated, or put right, without inventing one.
        self.fields["email"].required = bool(self.instance.email)
        if for_user.is_superuser:
            return
        self.fields.pop("is_superuser", None)
        self.fields["groups"].queryset = self.instance.groups.all()
        for name, why in OWN_AFFAIR.items():
            field = self.fields[name]
            field.disabled, field.required, field.help_text = True, False, why

    @property
    def password_enabled(self) -> bool:
        return self.for_user.is_superuser


class AkunIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[User]:
        reached = within_reach(readers.reader_of(self.request))
        return super().get_base_queryset().filter(pk__in=reached.values("pk"))


class AkunEditView(EditView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "for_user": self.request.user}


class AkunViewSet(UserViewSet):
    """Wagtail's; which accounts its addresses name is asked before (``cms.doors``)."""

    index_view_class = AkunIndexView
    edit_view_class = AkunEditView

    def get_form_class(self, for_update: bool = False) -> Any:
        return AkunForm if for_update else AkunBaruForm
