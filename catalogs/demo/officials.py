"""Officials of the demonstration: one of each role, and a clerk and a reviewer of every unit."""

from django.conf import settings
from django.contrib.auth.hashers import make_password

from catalogs.enums import DepartmentKind, Role
from catalogs.models import Department, Official

# One log-in for each role, with the unit it belongs to and an invented name.
LOGINS = {
    "clerk": (Role.CLERK, "BHQ-HBJ", "陈晓岚"),
    "reviewer": (Role.REVIEWER, "BHQ-HBJ", "周立群"),
    "office": (Role.GOVERNMENT_OFFICE, "BHQ-ZFB", "沈国平"),
    "legal": (Role.LEGAL_AFFAIRS, "BHQ-FZB", "陆文静"),
    "supervisor": (Role.SUPERVISOR, "BHQ-ZFB", "钱卫东"),
    "admin": (Role.ADMINISTRATOR, "BHQ-ZFB", "顾明"),
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
        (username, role, departments[code], name) for username, (role, code, name) in LOGINS.items()
    ]
    for department in publishing_departments():
        short = department.short_name or department.name
        people.append((f"clerk-{department.code}", Role.CLERK, department, f"{short}经办人"))
        people.append((f"reviewer-{department.code}", Role.REVIEWER, department, f"{short}审核人"))
    for username, role, department, name in people:
        Official.objects.create(
            username=username,
            password=password,
            role=role,
            department=department,
            # A Chinese name is written in one piece, without a blank.
            last_name=name,
            email=f"{username.lower()}@binhu.example",
            is_superuser=False,
        )
    return len(people)


def clerk_of(department: Department) -> Official:
    return Official.objects.get(username=f"clerk-{department.code}")


def reviewer_of(department: Department) -> Official:
    return Official.objects.get(username=f"reviewer-{department.code}")
