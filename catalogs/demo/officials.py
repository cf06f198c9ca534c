"""Officials of the demonstration: one of each role, and a clerk and a reviewer of every unit."""

from django.conf import settings
from django.contrib.auth.hashers import make_password

from catalogs.enums import DepartmentKind, Role
from catalogs.models import Department, Official

# One log-in for each role, with the unit it belongs to.
LOGINS = {
    "clerk": (Role.CLERK, "BHQ-HBJ", "陈", "经办"),
    "reviewer": (Role.REVIEWER, "BHQ-HBJ", "周", "审核"),
    "office": (Role.GOVERNMENT_OFFICE, "BHQ-ZFB", "沈", "主任"),
    "legal": (Role.LEGAL_AFFAIRS, "BHQ-FZB", "陆", "科长"),
    "supervisor": (Role.SUPERVISOR, "BHQ-ZFB", "钱", "监督"),
    "admin": (Role.ADMINISTRATOR, "BHQ-ZFB", "顾", "管理员"),
}
_NOT_OURS = (DepartmentKind.PROVINCIAL_DEPARTMENT, DepartmentKind.MUNICIPAL_DEPARTMENT)


def publishing_departments() -> list[Department]:
    """Return the units that publish here: those whose organization code is known."""
    return list(
        Department.objects.exclude(organization_code="").exclude(kind__in=_NOT_OURS).order_by("pk")
    )


def load_officials() -> int:
    """Make the officials; return how many there are. All share the demonstration password."""
    password = make_password(settings.DEMO_PASSWORD)
    departments = {row.code: row for row in Department.objects.all()}
    people = [
        (name, role, departments[code], last, first)
        for name, (role, code, last, first) in LOGINS.items()
    ]
    for department in publishing_departments():
        short = department.short_name or department.name
        people.append((f"clerk-{department.code}", Role.CLERK, department, short, "经办人"))
        people.append((f"reviewer-{department.code}", Role.REVIEWER, department, short, "审核人"))
    for username, role, department, last, first in people:
        Official.objects.create(
            username=username,
            password=password,
            role=role,
            department=department,
            last_name=last,
            first_name=first,
            email=f"{username.lower()}@binhu.example",
            is_superuser=False,
        )
    return len(people)


def clerk_of(department: Department) -> Official:
    return Official.objects.get(username=f"clerk-{department.code}")


def reviewer_of(department: Department) -> Official:
    return Official.objects.get(username=f"reviewer-{department.code}")
