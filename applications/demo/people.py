"""Invented applicants. Their numbers pass the check digit and can be nobody's.

No identity card begins with 99 and no credit code has the region 990000: GB/T 2260 gives no such
region.
"""

from itertools import cycle
from typing import Any

from applications.enums import ApplicantKind, CertificateType
from catalogs.demo.people import contact_of, name_of

NO_REGION = "990000"
CARD_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CARD_SIGNS = "10X98765432"
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# One of each kind of organisation in the annual report, and the word its name ends with.
ORGANISATIONS = {
    ApplicantKind.ENTERPRISE: ("示例软件有限公司", "拟用建材有限公司", "试样餐饮管理有限公司"),
    ApplicantKind.RESEARCH: ("示例公共政策研究院",),
    ApplicantKind.PUBLIC_BENEFIT: ("拟真环保志愿者协会",),
    ApplicantKind.LEGAL_SERVICE: ("例文律师事务所",),
    ApplicantKind.OTHER: ("示例花园业主委员会",),
}


def identity_card(serial: int) -> str:
    """Return an eighteen-digit number with a right check digit, of a region that is none."""
    body = f"{NO_REGION}19{70 + serial % 30:02}{serial % 12 + 1:02}{serial % 28 + 1:02}{serial:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, CARD_WEIGHTS, strict=True))
    return body + CARD_SIGNS[total % 11]


def credit_code(serial: int) -> str:
    """Return a code with a right check sign, of a region that is none."""
    body = f"91{NO_REGION}MA{serial:07}"
    total = sum(CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + CODE_SIGNS[-total % 31]


def applicant(serial: int, kind: str) -> dict[str, Any]:
    """Return the identity and contact parts of the applicant with this number."""
    name = name_of(serial)
    contact = {**contact_of(serial, "applicant"), "applicant_kind": kind, "postcode": "214000"}
    if kind == ApplicantKind.PERSON:
        card = {"certificate_type": CertificateType.IDENTITY_CARD}
        return {**contact, **card, "name": name, "certificate_number": identity_card(serial)}
    names = ORGANISATIONS[kind]
    return {
        **contact,
        "organisation": names[serial % len(names)],
        "credit_code": credit_code(serial),
        "representative": name,
        "contact_person": name,
    }


def kinds():
    """Yield the kinds of applicants, persons most often."""
    person = ApplicantKind.PERSON
    return cycle(
        [
            person, person, ApplicantKind.ENTERPRISE, person, person, person,
            ApplicantKind.LEGAL_SERVICE, person, person, ApplicantKind.ENTERPRISE, person,
            ApplicantKind.OTHER, person, person, ApplicantKind.PUBLIC_BENEFIT, person, person,
            ApplicantKind.ENTERPRISE, person, ApplicantKind.RESEARCH, person,
        ]
    )  # fmt: skip
