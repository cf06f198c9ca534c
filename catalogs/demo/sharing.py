"""Reuses of data and requests for data of the demonstration, taken through their verbs."""

import io
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import override

from catalogs import data_access, reusing
from catalogs.deadlines import load_calendar
from catalogs.demo.dates import at_nine
from catalogs.demo.people import contact_of, name_of
from catalogs.demo.pictures import chart
from catalogs.demo.publications import Desk
from catalogs.models import Dataset, Official
from catalogs.reference import read_fixture
from catalogs.sharing_enums import AccessApplicant

CHINESE = "zh-hans"
GRANTED_DAYS = 180
# Who asks for data, among the invented people.
FIRST_APPLICANT = 60


class _Days:
    """Moments of working days before today; what would come later is put on the last of them."""

    def __init__(self, today: date) -> None:
        self.today, self.calendar = today, load_calendar()
        self.last = self.calendar.subtract_working_days(today, 1).date

    def received(self, record: dict[str, Any]) -> datetime:
        ago = record["working_days_ago"]
        return at_nine(self.calendar.subtract_working_days(self.today, ago).date, 15)

    def decided(self, record: dict[str, Any]) -> datetime:
        day = self.received(record).date()
        later = self.calendar.add_working_days(day, record["decided"]).date
        return at_nine(min(later, self.last), 90)


def load_reuses(*, today: date) -> int:
    """Send in each reuse whose datasets are there, and examine it as far as it says; count them."""
    days, office = _Days(today), Official.objects.get(username="office")
    made = 0
    with override(CHINESE):
        for record in read_fixture("demo/sharing")["reuses"]:
            now = days.received(record)
            public = Dataset.objects.public(now.date()).filter(code__in=record["datasets"])
            if not public:
                continue
            names = ("name", "kind", "maker", "address", "description")
            receipt = reusing.submit(
                now=now,
                datasets=public,
                picture=_picture(record),
                picture_alt=record.get("picture_alt", ""),
                email=contact_of(FIRST_APPLICANT - 1 - made, "maker")["email"],
                **{name: record[name] for name in names},
            )
            if record["until"] == "published":
                reusing.publish(receipt.row, actor=office, now=days.decided(record))
            elif record["until"] == "returned":
                reason = record["reason"]
                reusing.return_(receipt.row, actor=office, reason=reason, now=days.decided(record))
            made += 1
    return made


def load_requests(*, today: date) -> int:
    """Ask for each of the conditional datasets that are there, and decide; return how many."""
    days, desk, made = _Days(today), Desk(), 0
    with override(CHINESE):
        for record in read_fixture("demo/sharing")["requests"]:
            now = days.received(record)
            public = Dataset.objects.public(now.date()).select_related("department")
            dataset = public.filter(code=record["dataset"]).first()
            if dataset is None:
                continue
            request = _ask(dataset, record, FIRST_APPLICANT + made, now).row
            _clerk, reviewer = desk.officials(dataset.department)
            if record["until"] == "granted":
                decided = days.decided(record)
                until = decided.date() + timedelta(days=GRANTED_DAYS)
                data_access.grant(request, actor=reviewer, until=until, now=decided)
            elif record["until"] == "refused":
                reason = record["reason"]
                data_access.refuse(request, actor=reviewer, reason=reason, now=days.decided(record))
            made += 1
    return made


def _ask(dataset: Dataset, record: dict[str, Any], serial: int, now: datetime) -> Any:
    contact = contact_of(serial, "applicant")
    is_organisation = record["applicant"] == AccessApplicant.ORGANISATION
    return data_access.ask(
        dataset,
        now=now,
        applicant=record["applicant"],
        name=record["name"],
        contact_person=name_of(serial) if is_organisation else "",
        telephone=contact["telephone"],
        email=contact["email"],
        purpose=record["purpose"],
        way_of_use=record["way_of_use"],
    )


def _picture(record: dict[str, Any]) -> tuple[io.BytesIO, str] | None:
    if "points" not in record:
        return None
    content = chart(record["name"], record["maker"], record["points"])
    return io.BytesIO(content), "picture.png"
