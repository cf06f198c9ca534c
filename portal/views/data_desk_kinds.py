"""What the desk of open data handles: each kind with its table, its forms, pages and words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext

from catalogs.data_access_workflow import DECIDERS
from catalogs.data_access_workflow import WORKFLOW as ACCESSING
from catalogs.desk import time_line
from catalogs.desk.tabs import Tab, Tabs
from catalogs.forms.sharing_desk import ACCESS_ACTIONS, REUSE_ACTIONS, CaseForm
from catalogs.identity import masked_number, without_parts
from catalogs.models import DataAccessRequest, Reuse
from catalogs.models.sent_in import SentIn
from catalogs.reuse_workflow import EXAMINERS
from catalogs.reuse_workflow import WORKFLOW as REUSING
from catalogs.sharing_enums import AccessState, ReuseState
from catalogs.workflow import Workflow
from portal.templatetags.portal_ui import day

TONES = {
    ReuseState.SUBMITTED: "blue",
    ReuseState.RETURNED: "amber",
    ReuseState.PUBLISHED: "green",
    ReuseState.REFUSED: "grey",
    ReuseState.WITHDRAWN: "grey",
    AccessState.GRANTED: "green",
    AccessState.REVOKED: "red",
}


@dataclass(frozen=True, slots=True)
class DeskKind:
    """One kind of thing sent in; ``name`` stands in the names of its pages."""

    name: str
    model: type[SentIn]
    workflow: Workflow
    forms: Mapping[str, type[CaseForm]]
    heading: Any
    nothing: Any
    tabs: Tabs
    words: time_line.Words
    title_of: Callable[[Any], str]
    who_of: Callable[[Any], str]
    asked_of: Callable[[Any], list[dict[str, Any]]]
    related: Sequence[str] = ()

    @property
    def list_page(self) -> str:
        return f"portal:{self.name}-desk"

    @property
    def detail_page(self) -> str:
        return f"portal:{self.name}-desk-detail"

    @property
    def move_page(self) -> str:
        return f"portal:{self.name}-desk-move"


def tabs_of(deciders: Sequence[str], settled: Any) -> Tabs:
    """Return the tabs of a desk: what is to be decided, what is with the sender, what is over."""
    return Tabs(
        (
            Tab(
                "due",
                _lazy("Due"),
                lambda rows, user, today: rows.overdue(today) | rows.due_soon(today),
                _lazy("Nothing is due within three working days, and nothing is overdue."),
            ),
            Tab(
                "open",
                _lazy("To be decided"),
                lambda rows, user, today: rows.open(),
                _lazy("Nothing waits for a decision."),
            ),
            Tab(
                "returned",
                _lazy("With the sender"),
                lambda rows, user, today: rows.with_sender(),
                _lazy("Nothing is returned and awaited."),
            ),
            Tab("concluded", _lazy("Settled"), lambda rows, user, today: rows.settled(), settled),
        ),
        first=dict.fromkeys(deciders, "open"),
        otherwise="due",
    )


def _asked_of_reuse(reuse: Reuse) -> list[dict[str, Any]]:
    datasets = reuse.datasets.select_related("department").order_by("sort_key", "pk")
    picture = reverse("portal:reuse-desk-picture", args=[reuse]) if reuse.picture else ""
    return [
        {"label": _("Name"), "value": reuse.name},
        {"label": _("Kind"), "value": reuse.get_kind_display()},
        {"label": _("Description"), "value": reuse.description},
        {
            "label": pgettext("of a page on another site", "Address"),
            "value": reuse.address,
            "url": reuse.address,
        },
        {"label": _("Maker"), "value": reuse.maker},
        {"label": _("Picture"), "value": reuse.picture_alt if picture else "", "url": picture},
        {
            "label": _("Datasets"),
            "lines": [f"{row.display_name} · {row.department.display_name}" for row in datasets],
        },
        {"label": _("Email address"), "value": reuse.masked_email},
    ]


def _asked_for_access(row: DataAccessRequest) -> list[dict[str, Any]]:
    dataset, until = row.dataset, row.granted_until
    return [
        {"label": _("Dataset"), "value": dataset.display_name, "url": dataset.get_absolute_url()},
        {
            "label": pgettext("of a request for data", "Who asks"),
            "value": f"{row.get_applicant_display()} · {row.masked_name}",
        },
        {"label": _("Purpose"), "value": _written(row, row.purpose)},
        {"label": _("Way of use"), "value": _written(row, row.way_of_use)},
        {"label": _("Conditions promised"), "value": row.conditions},
        {"label": _("Email address"), "value": row.masked_email},
        {"label": _("Telephone"), "value": masked_number(row.telephone)},
        *([{"label": _("Granted until"), "value": day(until)}] if until else []),
        *([{"label": _("Uses"), "value": uses}] if (uses := _uses(row)) else []),
    ]


def _written(row: DataAccessRequest, text: str) -> str:
    """Strike out who asks, where the applicant wrote it into a text."""
    return without_parts(text, row.sender_parts())


def _uses(row: DataAccessRequest) -> int:
    return row.uses.aggregate(all=Sum("times"))["all"] or 0


REUSES = DeskKind(
    name="reuse",
    model=Reuse,
    workflow=REUSING,
    forms=REUSE_ACTIONS,
    heading=_lazy("Applications made with the data"),
    nothing=_lazy("You can read this; its steps are for the government office."),
    tabs=tabs_of(EXAMINERS, _lazy("No work was published or refused yet.")),
    words=time_line.Words(
        find=REUSING.find,
        states=ReuseState,
        actions={
            "submit": _lazy("Sent in"),
            "erase_contact": _lazy("Contact erased"),
            "due_date_recomputed": _lazy("Due date computed again"),
        },
        labels={
            "name": _lazy("name"),
            "kind": _lazy("kind"),
            "description": _lazy("description"),
            "address": _lazy("address"),
            "datasets": _lazy("datasets"),
            "due_on": _lazy("reply due"),
        },
        citizen=_lazy("The maker"),
        citizen_actions=frozenset({"submit", "correct", "withdraw_by_maker"}),
        days=frozenset({"due_on"}),
        tones={"publish": "green", "return": "amber", "refuse": "amber", "withdraw": "amber"},
    ),
    title_of=lambda row: row.name,
    who_of=lambda row: f"{row.get_kind_display()} · {row.maker}",
    asked_of=_asked_of_reuse,
)
ACCESS = DeskKind(
    name="access",
    model=DataAccessRequest,
    workflow=ACCESSING,
    forms=ACCESS_ACTIONS,
    heading=_lazy("Requests for data open on conditions"),
    nothing=_lazy("You can read this; the reviewer of the department decides."),
    tabs=tabs_of(DECIDERS, _lazy("No request was granted or refused yet.")),
    words=time_line.Words(
        find=ACCESSING.find,
        states=AccessState,
        actions={
            "submit": _lazy("Asked for"),
            "reveal_contact": _lazy("Contact shown in full"),
            "erase_contact": _lazy("Contact erased"),
            "due_date_recomputed": _lazy("Due date computed again"),
        },
        labels={"granted_until": _lazy("granted until"), "due_on": _lazy("reply due")},
        citizen=_lazy("The applicant"),
        citizen_actions=frozenset({"submit", "correct", "give_key", "withdraw_by_applicant"}),
        days=frozenset({"granted_until", "due_on"}),
        tones={"grant": "green", "return": "amber", "refuse": "amber", "revoke": "red"},
    ),
    title_of=lambda row: row.dataset.display_name,
    who_of=lambda row: f"{row.get_applicant_display()} · {row.masked_name[:4]}",
    asked_of=_asked_for_access,
    related=("dataset__department",),
)
