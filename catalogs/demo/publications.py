"""The desk where documents are written, reviewed and released through the verbs."""

import io
import random
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from catalogs import attaching, publishing
from catalogs.demo import files
from catalogs.demo.dates import at_nine
from catalogs.demo.officials import LOGINS, clerk_of, reviewer_of
from catalogs.demo.plans import Plan
from catalogs.models import (
    Attachment,
    Department,
    MatterElement,
    Official,
    Publication,
    PublicityMatter,
)


class Desk:
    """Who writes and who reviews in each department, and the way of a document across it."""

    def __init__(self) -> None:
        self._officials: dict[int, tuple[Official, Official]] = {}

    def officials(self, department: Department) -> tuple[Official, Official]:
        """The clerk and the reviewer; where there is a log-in of that unit, they are those."""
        if department.pk not in self._officials:
            if department.code == LOGINS["clerk"][1]:
                pair = (
                    Official.objects.get(username="clerk"),
                    Official.objects.get(username="reviewer"),
                )
            else:
                pair = (clerk_of(department), reviewer_of(department))
            self._officials[department.pk] = pair
        return self._officials[department.pk]

    def write(
        self,
        columns: dict[str, Any],
        *,
        day: date,
        matters: Sequence[PublicityMatter] = (),
        elements: Sequence[MatterElement] = (),
        **links: Any,
    ) -> Publication:
        """Create a draft in the name of the department's clerk on ``day``."""
        clerk = self.officials(columns["department"])[0]
        moment = at_nine(day)
        publication = publishing.create(
            actor=clerk, matters=matters, elements=elements, at=moment, **columns, **links
        )
        Publication.objects.filter(pk=publication.pk).update(created_at=moment)
        return publication

    def approve(self, publication: Publication, day: date) -> Publication:
        clerk, reviewer = self.officials(publication.department)
        publishing.submit(publication, actor=clerk, at=at_nine(day, 10))
        return publishing.approve(publication, actor=reviewer, at=at_nine(day, 20))

    def release(self, publication: Publication, now: datetime) -> Publication:
        reviewer = self.officials(publication.department)[1]
        released = publishing.publish(publication, actor=reviewer, now=now)
        Publication.objects.filter(pk=released.pk).update(updated_at=now)
        return released

    def publish(self, plan: Plan) -> Publication:
        """Take a plan all the way."""
        publication = self.write(
            plan.columns,
            day=plan.formed_on,
            matters=[plan.matter],
            elements=list(plan.matter.elements.all())[: plan.coverage],
        )
        if plan.attachment:
            self.attach(publication, plan.attachment, plan.formed_on)
        self.approve(publication, plan.approved_on)
        return self.release(publication, at_nine(plan.released_on, 30))

    def attach(self, publication: Publication, kind: str, day: date) -> None:
        """Attach a small file of ``kind`` (pdf, docx or xlsx) made from the document."""
        clerk = self.officials(publication.department)[0]
        attachment = attaching.attach(
            publication,
            file=io.BytesIO(_file(publication, kind)),
            name=f"{publication.title[:60]}.{kind}",
            actor=clerk,
            at=at_nine(day, 5),
        )
        Attachment.objects.filter(pk=attachment.pk).update(created_at=at_nine(day, 5))


def _file(publication: Publication, kind: str) -> bytes:
    lines = [
        publication.title,
        f"发布机构：{publication.department.name}",
        f"生成日期：{publication.formed_on:%Y-%m-%d}",
        *(line for line in publication.body.splitlines() if line.strip()),
    ]
    if kind == "docx":
        return files.document(lines)
    if kind == "pdf":
        return files.pdf([line[:40] for line in lines[:24]])
    rng = random.Random(publication.title)
    headers = ["序号", "单位或者项目", "所属街道", "数值", "备注"]
    places = ("河埒街道", "荣巷街道", "蠡湖街道", "蠡园街道", "雪浪街道", "马山街道")
    rows = [
        [number, f"{publication.field.name}样本{number:02d}", places[number % 6], value, ""]
        for number in range(1, 13)
        for value in [rng.randint(10, 990)]
    ]
    return files.workbook("明细", headers, rows)
