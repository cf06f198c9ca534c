"""Documents still on their way: drafts, in review, returned, approved, scheduled."""

from datetime import date, datetime, timedelta

from catalogs import publishing
from catalogs.deadlines import load_calendar
from catalogs.demo.dates import at_nine, working_day
from catalogs.demo.plans import PROCEDURE, Planner
from catalogs.demo.publications import Desk
from catalogs.enums import DocumentKind, Genre, PublicationForm, PublicStage, Theme
from catalogs.reference import read_fixture

SCHEDULED_AFTER = timedelta(days=6)


def load_open_documents(*, today: date, now: datetime) -> int:
    """Write the documents and take each as far as its case says; return how many."""
    planner, desk = Planner(today, load_calendar()), Desk()
    records = read_fixture("demo/open_documents")
    for number, record in enumerate(records):
        title, field = record["title"], planner.fields[record["field"]]
        days_ago = timedelta(days=record["days_ago"])
        formed = working_day(planner.calendar, today - days_ago)
        formed = min(formed, planner.latest)
        matter = planner.matter(field.slug, record["matter"])
        publication = desk.write(
            {
                "kind": DocumentKind.INFORMATION,
                "title": title,
                "formed_on": formed,
                "department": planner.departments[record["department"]],
                "field": field,
                "forms": [PublicationForm.WEBSITE],
                "procedure": PROCEDURE,
                "theme": Theme.OTHER,
                "genre": Genre.ANNOUNCEMENT,
                "keywords": [field.name],
                "summary": f"{title}。",
                "body": f"现将《{title}》有关情况公开如下。\n\n（起草中的文稿，经审查后发布。）",
                "stage": PublicStage.RESULT,
            },
            day=formed,
            matters=[matter],
            elements=list(matter.elements.all())[:1],
        )
        clerk, reviewer = desk.officials(publication.department)
        if record["until"] == "draft":
            continue
        moment = min(at_nine(formed, 30 + number), now)
        publishing.submit(publication, actor=clerk, at=moment)
        if record["until"] == "returned":
            reason = "缺少行政相对人名称的隐名处理说明，请补充后再报。"
            publishing.return_(publication, actor=reviewer, reason=reason, at=moment)
        elif record["until"] in ("approved", "scheduled"):
            publishing.approve(publication, actor=reviewer, at=moment)
        if record["until"] == "scheduled":
            publishing.schedule(
                publication, actor=reviewer, release_at=now + SCHEDULED_AFTER, now=now
            )
    return len(records)
