"""Two years of documents and policies, released in the order of their days."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from catalogs import publishing
from catalogs.deadlines import load_calendar
from catalogs.demo.dates import at_nine
from catalogs.demo.plans import Planner
from catalogs.demo.policies import policy_records, publish_policy, release_day
from catalogs.demo.publications import Desk
from catalogs.enums import DocumentKind
from catalogs.models import Publication
from catalogs.reference import read_fixture

WITHDRAWAL_REASONS = (
    "附件中一处数据有误，更正后重新发布。",
    "涉及第三方商业秘密的内容未作区分处理，撤下后重新审查。",
    "与已发布信息重复。",
)
WITHDRAW_EVERY = 61


def load_documents(*, today: date) -> int:
    """Publish every series and every policy; return how many documents are public.

    Index numbers are given at approval, so the days are worked through in order.
    """
    planner, desk = Planner(today, load_calendar()), Desk()
    jobs: list[tuple[date, str, Callable[[], object]]] = []
    for series in read_fixture("demo/document_series"):
        for plan in planner.plan_series(series):
            title = plan.columns["title"]
            jobs.append((plan.approved_on, title, partial(desk.publish, plan)))
    for number, record in enumerate(policy_records()):
        formed, _released = release_day(record, number, planner)
        job = partial(publish_policy, record, number, planner, desk)
        jobs.append((formed, record["title"], job))
    for _day, _title, job in sorted(jobs, key=lambda job: job[:2]):
        job()
    _withdraw(desk, planner)
    return Publication.objects.public(today).count()


def _withdraw(desk: Desk, planner: Planner) -> None:
    published = Publication.objects.filter(kind=DocumentKind.INFORMATION).order_by("pk")
    for number, publication in enumerate(published[WITHDRAW_EVERY::WITHDRAW_EVERY]):
        now = at_nine(min(publication.issued_on + timedelta(days=9), planner.latest), 120)
        publishing.withdraw(
            publication,
            actor=desk.officials(publication.department)[1],
            reason=WITHDRAWAL_REASONS[number % len(WITHDRAWAL_REASONS)],
            now=now,
        )
        Publication.objects.filter(pk=publication.pk).update(updated_at=now)
