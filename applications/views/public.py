"""What everyone may read about the procedure: the guide, the chart, the rules of the work."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications import charging
from applications.charts.procedure import procedure_chart
from applications.contacts import receivers
from applications.enums import (
    APPLICANT,
    CORRECTION_NOTICE_WORKING_DAYS,
    CORRECTION_WORKING_DAYS_AT_MOST,
    EXTENSION_WORKING_DAYS_AT_MOST,
    FEE_CALENDAR_DAYS,
    INQUIRY_WORKING_DAYS,
    REPLY_WORKING_DAYS,
    ApplicationState,
)
from applications.steps import STEPS
from applications.views.trails import trail
from applications.workflow import WORKFLOW
from catalogs.enums import Role
from catalogs.workflow import Move

# Document numbers of the rules the pages rest on.
FEE_RULE, REPORT_FORM = "国办函〔2020〕109号", "国办公开办函〔2021〕30号"


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Say who may apply for what, how, by when an answer comes, and what one can do then."""
    context = {
        "trail": [{"text": _("Disclosure on application"), "url": ""}],
        "limits": _limits(),
        "departments": receivers(),
        "free_items": charging.FREE_ITEMS,
        "item_yuan": charging.YUAN_PER_ITEM,
        "first_band": charging.LAST_ITEM_OF_FIRST_BAND,
        "free_pages": charging.PAGE_RATES[0][0],
        "pages": _page_rates(),
        "fee_rule": FEE_RULE,
    }
    return render(request, "applications/public/guide.html", context)


@require_safe
def chart(request: HttpRequest) -> HttpResponse:
    """Draw the procedure from its table, with the moves as a list beside the drawing."""
    context = {
        "trail": trail(_("Procedure chart")),
        "chart": procedure_chart(),
        "moves": [_told(move) for move in WORKFLOW.moves],
    }
    return render(request, "applications/public/chart.html", context)


@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """The rules of the work: each step with its post and its consequence, limits and norms."""
    context = {
        "trail": trail(_("Rules of the work")),
        "moves": [_told(move) for move in WORKFLOW.moves],
        "others": [_told(step) for step in STEPS.moves],
        "limits": _limits(),
        "fee_rule": FEE_RULE,
        "report_form": REPORT_FORM,
    }
    return render(request, "applications/public/work.html", context)


def _told(move: Move) -> dict:
    """A row of a table as people read it."""
    told = {
        "label": move.label,
        "consequence": move.consequence,
        "posts": _posts(move.roles),
        "sources": _states(move.sources),
    }
    return told | {"target": ApplicationState(move.target).label if move.target else ""}


def _posts(roles: Iterable[str]) -> str:
    """Who takes a step; the administrator stands in for others and is not a post."""
    names = [_("the applicant")] if APPLICANT in roles else []
    names += [
        str(label) for role, label in Role.choices if role in roles and role != Role.ADMINISTRATOR
    ]
    return _(", ").join(names) or _("the system, when a period has passed")


def _states(states: Iterable[str]) -> list[str]:
    return [str(label) for value, label in ApplicationState.choices if value in states]


def _limits() -> list[dict]:
    """The periods of the law, each with its article."""
    rows = (
        (
            _("Reply to the application"),
            _("within %(days)d working days of the day of receipt") % {"days": REPLY_WORKING_DAYS},
            _("Article 33"),
        ),
        (
            _("Extension of the reply, once"),
            _("by at most %(days)d working days; the applicant is told")
            % {"days": EXTENSION_WORKING_DAYS_AT_MOST},
            _("Article 33"),
        ),
        (
            _("Request for a correction, once"),
            _("within %(days)d working days of the day of receipt")
            % {"days": CORRECTION_NOTICE_WORKING_DAYS},
            _("Article 30"),
        ),
        (
            _("Correction by the applicant"),
            _("within the period given, at most %(days)d working days; the reply is then counted "
              "anew")
            % {"days": CORRECTION_WORKING_DAYS_AT_MOST},
            _("Article 30"),
        ),
        (
            _("Answer of a third party that is asked"),
            _("within %(days)d working days; this time is not counted")
            % {"days": INQUIRY_WORKING_DAYS},
            _("Articles 32 and 33"),
        ),
        (
            _("Answer of another agency that is asked"),
            _("within %(days)d working days; this time is not counted")
            % {"days": INQUIRY_WORKING_DAYS},
            _("Articles 33 and 34"),
        ),
        (
            _("Payment of a fee"),
            _("within %(days)d days of the fee notice; the reply is then counted anew")
            % {"days": FEE_CALENDAR_DAYS},
            _("Article 42 and %(rule)s") % {"rule": FEE_RULE},
        ),
    )  # fmt: skip
    return [{"what": what, "limit": limit, "article": article} for what, limit, article in rows]


def _page_rates() -> list[dict]:
    """How much each further page costs, by bands."""
    rows, first = [], 1
    for last, yuan in charging.PAGE_RATES:
        rows.append({"pages": f"{first}–{last}", "yuan": yuan})
        first = last + 1
    beyond = _("from page %(page)d") % {"page": first}
    return [*rows, {"pages": beyond, "yuan": charging.LAST_PAGE_RATE}]
