"""Rows for tests: a plain row by default, situations as traits."""

from datetime import date, datetime, time

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from catalogs import publishing
from catalogs.enums import (
    AdjustmentAction,
    AdjustmentReason,
    DepartmentKind,
    DocumentKind,
    EntryState,
    InterpretationForm,
    InterpretationPhase,
    Level,
    NonDisclosureGround,
    PowerCategory,
    PublicationState,
    Role,
)
from catalogs.matter_parts import save_matter_parts
from catalogs.models import (
    Adjustment,
    Department,
    Field,
    Guide,
    MatterGroup,
    NonDisclosureReview,
    Official,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)

IN_FORCE_SINCE = date(2025, 1, 2)


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    code = factory.Sequence(lambda n: f"BH-{n:03d}")
    name = factory.Sequence(lambda n: f"滨湖区第{n}局")
    kind = DepartmentKind.DISTRICT_DEPARTMENT
    organization_code = factory.Sequence(lambda n: f"{n:09d}")


class FieldFactory(DjangoModelFactory):
    class Meta:
        model = Field

    code = factory.Sequence(lambda n: f"{n:02d}")
    slug = factory.Sequence(lambda n: f"field-{n}")
    name = factory.Sequence(lambda n: f"第{n}领域")


class OfficialFactory(DjangoModelFactory):
    class Meta:
        model = Official
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"official{n}")
    email = factory.LazyAttribute(lambda official: f"{official.username}@example.org")
    role = Role.CLERK
    department = factory.SubFactory(DepartmentFactory)
    password = factory.django.Password("correct horse")

    class Params:
        reviewer = factory.Trait(role=Role.REVIEWER)
        government_office = factory.Trait(role=Role.GOVERNMENT_OFFICE, department=None)
        legal_affairs = factory.Trait(role=Role.LEGAL_AFFAIRS, department=None)
        supervisor = factory.Trait(role=Role.SUPERVISOR, department=None)
        administrator = factory.Trait(role=Role.ADMINISTRATOR, department=None)


class EntryFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    department = factory.SubFactory(DepartmentFactory)
    field = factory.SubFactory(FieldFactory)
    legal_basis = "《中华人民共和国政府信息公开条例》第二十条"

    class Params:
        in_force = factory.Trait(state=EntryState.IN_FORCE, effective_on=IN_FORCE_SINCE)
        abolished = factory.Trait(
            state=EntryState.ABOLISHED,
            effective_on=IN_FORCE_SINCE,
            abolished_on=date(2026, 1, 5),
        )


class StandardFactory(EntryFactory):
    """A city's standard item, in force."""

    class Meta:
        model = PowerItem

    code = factory.Sequence(lambda n: f"03{n:06d}")
    name = factory.Sequence(lambda n: f"建设项目第{n}类环境影响评价文件审批")
    category = PowerCategory.LICENCE
    level = Level.CITY
    state = EntryState.IN_FORCE
    effective_on = IN_FORCE_SINCE


class PowerItemFactory(EntryFactory):
    """A county item that equals its standard item."""

    class Meta:
        model = PowerItem

    standard = factory.SubFactory(StandardFactory)
    level = Level.COUNTY
    code = factory.SelfAttribute("standard.code")
    name = factory.SelfAttribute("standard.name")
    category = factory.SelfAttribute("standard.category")
    legal_basis = factory.SelfAttribute("standard.legal_basis")


class ServiceItemFactory(EntryFactory):
    class Meta:
        model = ServiceItem

    code = factory.Sequence(lambda n: f"S{n:05d}")
    name = factory.Sequence(lambda n: f"公共图书馆借阅服务{n}")
    content = "凭有效证件办理借阅证,免费借阅图书。"


class GuideFactory(DjangoModelFactory):
    class Meta:
        model = Guide

    power = factory.SubFactory(PowerItemFactory)
    conditions = "符合法定条件。"
    statutory_limit = 20
    commitment_limit = 5


class MatterGroupFactory(DjangoModelFactory):
    class Meta:
        model = MatterGroup

    field = factory.SubFactory(FieldFactory)
    code = factory.Sequence(lambda n: f"G{n:03d}")
    name = factory.Sequence(lambda n: f"一级事项{n}")


class MatterFactory(EntryFactory):
    class Meta:
        model = PublicityMatter
        skip_postgeneration_save = True

    group = factory.SubFactory(MatterGroupFactory)
    field = factory.SelfAttribute("group.field")
    code = factory.Sequence(lambda n: f"M{n:05d}")
    name = factory.Sequence(lambda n: f"环境影响评价审批结果公开{n}")
    time_limit_text = "信息形成或者变更之日起20个工作日内"

    @factory.post_generation
    def elements(self, create, names, **kwargs):
        """Content elements by name; two by default."""
        if create:
            save_matter_parts(
                self,
                elements=names if names is not None else ["受理公告", "审批决定"],
                channels=[["website", ""]],
                time_limit_text=self.time_limit_text,
            )


class AdjustmentFactory(DjangoModelFactory):
    class Meta:
        model = Adjustment

    action = AdjustmentAction.REVISE
    power = factory.SubFactory(PowerItemFactory, in_force=True)
    service = None
    matter = None
    department = factory.LazyAttribute(
        lambda row: (row.service or row.matter or row.power).department
    )
    reason = AdjustmentReason.INSTITUTION_CHANGED
    basis = "滨湖区机构编制委员会批复"
    effective_on = date(2026, 11, 1)
    proposed = factory.LazyFunction(lambda: {"office": "行政审批科"})

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if kwargs["service"] or kwargs["matter"]:
            kwargs["power"] = None
        return super()._create(model_class, *args, **kwargs)


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = NonDisclosureReview

    matter = factory.SubFactory(MatterFactory)
    ground = NonDisclosureGround.THIRD_PARTY
    justification = "涉及第三方商业秘密,第三方不同意公开。"


class PublicationFactory(DjangoModelFactory):
    """A draft; with ``published=True`` a document on the site, its clock started."""

    class Meta:
        model = Publication
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"关于第{n}号建设项目环境影响报告表的批复")
    document_number = factory.Sequence(lambda n: f"锡滨环发〔2026〕{n}号")
    formed_on = date(2026, 9, 1)
    department = factory.SubFactory(DepartmentFactory)
    summary = "批复摘要。"
    body = "## 一、总体意见\n\n同意建设。"

    class Params:
        published = factory.Trait(
            state=PublicationState.PUBLISHED,
            index_number=factory.LazyAttributeSequence(
                lambda publication, n: f"{publication.department.organization_code}/2026-{n:05d}"
            ),
            issued_on=date(2026, 9, 10),
            published_at=timezone.make_aware(datetime.combine(date(2026, 9, 10), time(9, 0))),
        )
        withdrawn = factory.Trait(
            published=True,
            state=PublicationState.WITHDRAWN,
            withdrawn_at=timezone.make_aware(datetime.combine(date(2026, 10, 1), time(9, 0))),
            withdrawal_reason="内容有误。",
        )
        policy = factory.Trait(kind=DocumentKind.POLICY)
        interpretation = factory.Trait(
            kind=DocumentKind.INTERPRETATION,
            interpretation_form=InterpretationForm.TEXT,
            interpretation_phase=InterpretationPhase.AT_RELEASE,
        )

    @factory.post_generation
    def matters(self, create, matters, **kwargs):
        if create:
            self.matters.set(matters or [])
            publishing.start_publication_clock(self)
