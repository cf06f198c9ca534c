from django.contrib.auth.models import AbstractUser, Group
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogs.enums import Role

# Roles whose work spans every department.
WHOLE_DISTRICT_ROLES = frozenset(
    {Role.GOVERNMENT_OFFICE, Role.LEGAL_AFFAIRS, Role.SUPERVISOR, Role.ADMINISTRATOR}
)


class Official(AbstractUser):
    """A member of staff: one department, one role. Citizens need no account."""

    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="officials",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.CLERK)

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(department__isnull=False)
                | ~models.Q(role__in=[Role.CLERK, Role.REVIEWER])
                | models.Q(is_superuser=True),
                name="official_of_department_has_one",
                violation_error_message=_("A clerk or a reviewer belongs to a department."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        # Said beside the field: forms without every column of the constraint leave it unchecked.
        of_department = self.role in (Role.CLERK, Role.REVIEWER) and not self.is_superuser
        if of_department and self.department_id is None:
            raise ValidationError(
                {"department": _("A clerk or a reviewer belongs to a department.")}
            )

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Return the family name first and unspaced where it is Chinese, else as Django does."""
        if self.last_name.isascii():
            return super().get_full_name()
        return f"{self.last_name}{self.first_name}"

    get_full_name.short_description = _("name")

    def save(self, **kwargs) -> None:
        """Officials work in the admin: each is staff, and in the group of the role."""
        self.is_staff = True
        super().save(**kwargs)
        if self.role:
            self.groups.set(Group.objects.filter(name=self.role))

    @property
    def sees_all_departments(self) -> bool:
        return self.is_superuser or self.role in WHOLE_DISTRICT_ROLES
