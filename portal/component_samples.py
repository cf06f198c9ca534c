"""Sample values for the living page of components: one of each kind a page can show."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.charts.bars import bar_chart
from catalogs.spam_guard import SpamGuardForm

FIELDS = [
    ("urban-planning", _("Urban planning")),
    ("major-projects", _("Major construction projects")),
    ("finance", _("Finance and budget")),
    ("taxation", _("Taxation")),
    ("environment", _("Environmental protection")),
    ("food-drug", _("Food and drug safety")),
    ("safety", _("Safe production")),
    ("culture", _("Public cultural services")),
    ("legal", _("Public legal services")),
]

PERMIT = "公众聚集场所投入使用、营业前消防安全检查"
PLAN = "关于印发无锡市开展基层政务公开标准化规范化试点工作实施方案的通知"


class SampleForm(forms.Form):
    """One field of each kind, sent empty so that the errors show."""

    name = forms.CharField(label=_("Name of the entry"))
    email = forms.EmailField(
        label=_("Email address"), help_text=_("For the answer only."), required=False
    )
    mode = forms.ChoiceField(
        label=_("Mode of publicity"),
        choices=[("proactive", _("Proactive")), ("application", _("On application"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class SampleConfirmation(forms.Form):
    """A box that was not ticked."""

    confirm = forms.BooleanField(
        label=_("Yes, I give this application up"),
        error_messages={"required": _("Confirm that you give the application up.")},
    )


def component_samples() -> dict:
    """Give the whole context of ``portal/components.html``."""
    return {**_heads(), **_lists(), **_guides(), **_figures(), **_forms()}


def _forms() -> dict:
    return {
        "form": SampleForm({"email": "@"}),
        "confirmation": SampleConfirmation({"sent": ""}),
        "guard": SpamGuardForm(),
    }


def _heads() -> dict:
    return {
        "trail": [{"text": _("Powers and responsibilities"), "url": "#"}, {"text": PERMIT}],
        "head": {
            "heading": PERMIT,
            "kicker": _("Administrative licence"),
            "state": {"text": _("In force"), "tone": "green"},
            "code": "320211-XK-0012",
            "department": {"name": "滨湖区应急管理局", "url": "#"},
            "field": {"name": _("Safe production"), "url": "#"},
            "since": date(2018, 1, 1),
        },
        "tags": [
            {"text": _("In force"), "tone": "green"},
            {"text": _("Due soon"), "tone": "amber"},
            {"text": _("Overdue"), "tone": "red"},
            {"text": _("In review"), "tone": "blue"},
            {"text": _("Draft"), "tone": "grey"},
        ],
        "record": [
            {"label": _("Index number"), "value": "014006438/2017-00137"},
            {"label": _("Theme"), "value": "综合政务 / 其他", "right": True},
            {"label": _("Issuing department"), "value": "无锡市人民政府办公室", "url": "#"},
            {"label": _("Formed on"), "value": "2017年9月12日", "right": True},
            {"label": _("Title"), "value": PLAN, "wide": True},
            {"label": _("Document number"), "value": "锡政办发〔2017〕186号"},
            {"label": _("Issued on"), "value": "2017年9月14日", "right": True},
            {"label": _("Period of validity"), "value": "长期"},
            {"label": _("Effectiveness"), "value": _("In force"), "right": True},
        ],
        "summary": [
            {"label": _("Legal basis"), "value": "《中华人民共和国消防法》第十五条"},
            {"label": _("Statutory limit"), "value": _("20 working days")},
            {"label": _("Promised limit"), "value": _("5 working days")},
            {"label": _("Channels"), "lines": ["政府网站", "政务服务中心"]},
            {"label": _("Fee"), "value": ""},
        ],
    }


def _lists() -> dict:
    departments = ["应急管理局", "生态环境局", "市场监督管理局", "财政局", "司法局"]
    departments += ["税务局", "文化和旅游局", "自然资源局", "行政审批局", "发展和改革委员会"]
    return {
        "facets": [
            {
                "name": "field",
                "label": _("Field"),
                "options": [
                    {"value": slug, "label": name, "count": 48 - 5 * place, "selected": place == 0}
                    for place, (slug, name) in enumerate(FIELDS)
                ],
            },
            {
                "name": "department",
                "label": _("Department"),
                "options": [
                    {"value": name, "label": name, "count": 31 - 3 * place, "selected": False}
                    for place, name in enumerate(departments)
                ],
            },
        ],
        "kept": [{"name": "order", "value": "newest"}],
        "chips": [{"label": _("Field"), "text": FIELDS[0][1], "url": "#"}],
        "orders": [
            {"text": _("Code"), "url": "#", "selected": True},
            {"text": _("Name"), "url": "#", "selected": False},
            {"text": _("Last adjusted"), "url": "#", "selected": False},
        ],
        "total": 314,
        "page_obj": Paginator(range(314), 20).page(6),
        "entries": [
            {
                "url": "#",
                "name": PERMIT,
                "state": {"text": _("In force"), "tone": "green"},
                "summary": "对公众聚集场所投入使用、营业前的消防安全条件进行检查，并作出许可决定。",
                "code": "320211-XK-0012",
                "department": "滨湖区应急管理局",
                "field": FIELDS[6][1],
                "date": date(2026, 11, 2),
                "date_label": _("Adjusted on"),
            },
            {
                "url": "#",
                "name": "一般建设项目环境影响评价文件审批",
                "state": {"text": _("Adjustment in progress"), "tone": "blue"},
                "code": "320211-XK-0031",
                "department": "滨湖生态环境局",
                "field": FIELDS[4][1],
            },
        ],
        "documents": [
            {
                "url": "#",
                "title": PLAN,
                "number": "锡政办发〔2017〕186号",
                "department": "无锡市人民政府办公室",
                "issued_on": date(2017, 9, 14),
                "index_number": "014006438/2017-00137",
                "effectiveness": {"text": _("In force"), "tone": "green"},
            }
        ],
    }


def _guides() -> dict:
    return {
        "chain": [
            {
                "label": _("Power"),
                "icon": "power",
                "here": True,
                "items": [{"text": PERMIT, "code": "320211-XK-0012", "here": True}],
            },
            {
                "label": pgettext_lazy("link of the chain", "Publicity matters"),
                "icon": "matter",
                "items": [
                    {"text": "消防安全检查办事指南", "url": "#", "code": "AQ-02-01"},
                    {"text": "消防安全检查结果", "url": "#", "code": "AQ-02-02"},
                ],
                "more": {"text": _("Show all 6"), "url": "#"},
            },
            {
                "label": _("Publications"),
                "icon": "document",
                "items": [],
                "empty": _("Nothing has been published under these matters yet."),
            },
        ],
        "steps": [
            {
                "name": _("Hand in the application"),
                "text": "窗口或网上提交申请材料。",
                "post": "综合窗口",
                "limit": _("At once"),
            },
            {"name": _("Examination"), "post": "审查岗", "limit": _("3 working days")},
            {"name": _("Decision"), "post": "分管负责人", "limit": _("2 working days")},
        ],
        "materials": {
            "columns": [
                {"label": _("Material")},
                {"label": _("Form")},
                {"label": _("Copies"), "number": True},
            ],
            "rows": [
                [
                    {"text": "消防安全检查申报表", "url": "#"},
                    {"label": _("Form"), "text": _("Original")},
                    {"label": _("Copies"), "text": 1, "number": True},
                ],
                [
                    {"text": "营业执照"},
                    {"label": _("Form"), "text": _("Copy"), "note": _("shared by the registry")},
                    {"label": _("Copies"), "text": 1, "number": True},
                ],
            ],
        },
        "events": [
            {
                "when": date(2026, 11, 2),
                "what": _("Promised limit shortened from 8 to 5 working days"),
                "who": "滨湖区应急管理局",
                "url": "#",
                "tone": "green",
            },
            {"when": date(2018, 1, 1), "what": _("Came into force")},
        ],
        "files": [
            {
                "url": "#",
                "name": "消防安全检查申报表.docx",
                "type": "DOCX",
                "size": 48_213,
                "checksum": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            }
        ],
        "changes": [
            {"label": _("Promised limit"), "old": "8个工作日", "new": "5个工作日"},
            {"label": _("Online address"), "old": "", "new": "https://example.org/"},
        ],
    }


def _figures() -> dict:
    return {
        "field_tiles": [{"url": "#", "name": name, "icon": slug} for slug, name in FIELDS],
        "list_tiles": [
            {
                "url": "#",
                "name": _("Powers and responsibilities"),
                "icon": "power",
                "figure": 64,
                "note": _("Last adjusted on 2 November 2026"),
            },
            {"url": "#", "name": _("Public services"), "icon": "service", "figure": 41},
            {"url": "#", "name": _("Publicity matters"), "icon": "matter", "figure": 314},
        ],
        "stats": [
            {"label": _("Published in time this month"), "figure": 96, "unit": "%"},
            {"label": _("Documents"), "figure": "1,204", "note": _("since September 2017")},
        ],
        "chart": _chart(),
    }


def _chart() -> dict:
    bars = [(_("Documents"), 1204), (_("Publicity matters"), 314), (_("Public services"), 41)]
    columns = [{"label": _("Name")}, {"label": _("Figures"), "number": True}]
    return {
        "chart": bar_chart(_("Figures"), bars, description=_("Figures")),
        "columns": columns,
        "rows": [
            [{**column, "text": text} for column, text in zip(columns, bar, strict=True)]
            for bar in bars
        ],
    }
