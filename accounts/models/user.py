from collections.abc import Hashable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.access import resolve_access
from accounts.models.scope import Scope
from accounts.models.unit import Unit
from accounts.permissions import Permission
from accounts.roles import ADMINISTRATORS, Role
from core.access import Access, access_of
from core.addresses import address_of


class UserManager(DjangoUserManager):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        """Whoever signs in may write it in capitals or not: no other account has these letters."""
        return self.get(username__iexact=username)

    def visible_to(self, user):
        """As accounts to manage: the security administrator's alone."""
        return self.all() if Permission.ACCOUNT_MANAGE in access_of(user).everywhere else self.none()

    def create_superuser(self, *args, **fields):
        """There is no person above the roles (DOMAIN §3.1); accounts are made by the security administrator."""
        raise NotImplementedError("Xuncha has no superuser.")


class User(AbstractBaseUser):
    """One account for one person. No Django permission, superuser flag or model-level grant counts: see roles.py."""

    username = models.CharField(_("account"), max_length=50, unique=True, validators=[UnicodeUsernameValidator()])
    full_name = models.CharField(_("full name"), max_length=50)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("unit")
    )
    post = models.CharField(_("post"), max_length=50, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    groups = models.ManyToManyField(Group, blank=True, related_name="users")
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)
    must_change_password = models.BooleanField(_("must change the password"), default=False)
    # Grows with every change by the administrator, so that of two stale forms only one can win.
    version = models.PositiveIntegerField(default=1, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name", "role"]
    objects = UserManager()

    # Set at the edge by middleware, so that an action's event carries the address it came from.
    address: str = ""

    class Meta:
        ordering = ["username"]
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            # Names that differ in capital letters alone would be taken for one another.
            models.UniqueConstraint(
                Lower("username"),
                name="one_account_a_name",
                violation_error_message=_("This account is taken. Choose another name for it."),
            ),
            # 三员分立: administrators stand apart from business units; one account, one of the three posts.
            models.CheckConstraint(
                name="administrator_has_no_unit",
                condition=~models.Q(role__in=sorted(ADMINISTRATORS)) | models.Q(unit__isnull=True),
            ),
            *[
                models.UniqueConstraint(
                    name=f"one_active_{role}", fields=["role"], condition=models.Q(role=role, is_active=True)
                )
                for role in sorted(ADMINISTRATORS)
            ],
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        """Its own page is where it is changed."""
        return address_of("accounts:user-edit", self.pk)

    @property
    def printed_name(self) -> str:
        """Name as it stands in a timeline: with the unit, since names repeat."""
        return f"{self.full_name}（{self.unit.short_name}）" if self.unit else self.full_name

    @property
    def scope_ids(self) -> tuple:
        return ()

    @cached_property
    def access(self) -> Access:
        """What the person may do and where, resolved once per loaded user, which is once per request."""
        return resolve_access(self)

    @cached_property
    def asks_as(self) -> Hashable:
        """What decides which rows this person is asked to act on (core.kept_statements)."""
        return self.pk, self.role, self.unit_id, self.access.key

    def fresh_access(self) -> Access:
        """The same, read anew: an action does not trust what the request began with."""
        return resolve_access(self)

    def scopes_in_reach(self):
        """Scopes whose rows the person may read."""
        return Scope.objects.visible_to(self)
