"""Policies and their interpretations: the lists, and the two side by side."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from catalogs.enums import DocumentKind, Effectiveness, InterpretationPhase
from catalogs.markdown import to_html
from catalogs.models import Publication
from portal import downloads
from portal.filters.interpretations import (
    InterpretationFilter,
    PolicyFilter,
    with_interpretations,
)

from .document_parts import card, effect, files, kicker, record
from .entry_parts import link
from .interpretation_parts import beside_url, groups, media, other_files, plan
from .listing import listing

HEADING = _lazy("Policy interpretation")
LEAD = _lazy("What the district decided, and what it means: before, at and after the release.")
FORMS_HEADING = _lazy("Interpretations by form")
FORMS_LEAD = _lazy("Texts, charts, videos, press conferences and more, each with its policy.")


@require_safe
def policy_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    policies = with_interpretations(Publication.objects.public(today).policies(), today=today)
    rows = policies.select_related("department", "field", "interpretation_plan").defer("body")
    found = PolicyFilter(request.GET, rows, today=today)
    if wanted := downloads.wanted(request):
        return downloads.documents(found.ordered, wanted, today=today)
    found.queryset = found.queryset.prefetch_related(_explaining(today))
    context = listing(request, found, heading=HEADING, lead=LEAD)
    context["query_label"] = _("Title or number contains")
    context["policies"] = [_policy(row, today) for row in context["page_obj"]]
    return render(request, "portal/interpretations/policy_list.html", context)


@require_safe
def form_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    public = Publication.objects.public(today)
    rows = public.interpretations().select_related("department", "field").defer("body")
    found = InterpretationFilter(request.GET, rows, today=today)
    if wanted := downloads.wanted(request):
        return downloads.documents(found.ordered, wanted, today=today)
    policies = Prefetch("interprets", public.policies().defer("body"), to_attr="explained")
    found.queryset = found.queryset.prefetch_related(policies)
    context = listing(request, found, heading=FORMS_HEADING, lead=FORMS_LEAD)
    context["query_label"] = _("Title or number contains")
    context["trail"] = [_trail(), {"text": FORMS_HEADING}]
    context["interpretations"] = [
        {
            "card": card(row, today=today, summary=True),
            "kicker": kicker(row),
            "policies": [
                {"url": beside_url(policy, row), "title": policy.display_title}
                for policy in row.explained
            ],
        }
        for row in context["page_obj"]
    ]
    return render(request, "portal/interpretations/form_list.html", context)


@require_safe
def beside(request: HttpRequest, index_number: str) -> HttpResponse:
    """Show a policy beside one of its interpretations; an interpretation leads to its policy."""
    today = timezone.localdate()
    public = Publication.objects.public(today).select_related("department", "field")
    found = public.select_related("interpretation_plan").filter(index_number=index_number).first()
    if found is None:
        raise Http404(_("No public document has this index number."))
    if found.kind == DocumentKind.INTERPRETATION:
        policy = public.policies().filter(interpretations=found).first()
        return redirect(beside_url(policy, found) if policy else found.get_absolute_url())
    if found.kind != DocumentKind.POLICY:
        raise Http404(_("This document is not a policy."))
    explaining = public.interpretations().filter(interprets=found)
    rows = list(_ordered(explaining).prefetch_related("attachments"))
    context = _page(found, rows, request.GET.get("beside", ""), today)
    return render(request, "portal/interpretations/beside.html", context)


def _page(policy: Publication, rows: list[Publication], asked: str, today: date) -> dict:
    chosen = _chosen(rows, asked)
    return {
        "policy": policy,
        "trail": [_trail(), {"text": policy.display_title}],
        "department": link(policy.department),
        "field": link(policy.field) if policy.field else None,
        "effect": effect(policy),
        "rows": record(policy),
        "body": to_html(policy.body),
        "files": files(policy),
        "groups": groups(policy, rows, chosen=chosen),
        "total": len(rows),
        "plan": plan(policy, interpreted=bool(rows), today=today),
        "chosen": _interpretation(chosen) if chosen else None,
    }


def _chosen(rows: list[Publication], asked: str) -> Publication | None:
    """The interpretation asked for; else the first given at the release, else the first."""
    for row in rows:
        if row.index_number == asked:
            return row
    at_release = [row for row in rows if row.interpretation_phase == InterpretationPhase.AT_RELEASE]
    return next(iter([*at_release, *rows]), None)


def _interpretation(row: Publication) -> dict:
    return {
        "url": row.get_absolute_url(),
        "title": row.display_title,
        "kicker": kicker(row),
        "department": row.department.display_name,
        "issued_on": row.issued_on,
        "body": to_html(row.body),
        "media": media(row),
        "files": other_files(row),
    }


def _policy(row: Publication, today: date) -> dict:
    explaining = list(row.explaining)
    return {
        "url": beside_url(row),
        "title": row.display_title,
        "number": row.document_number,
        "department": row.department.display_name,
        "issued_on": row.issued_on,
        "effectiveness": effect(row) if row.effectiveness != Effectiveness.IN_FORCE else None,
        "groups": groups(row, explaining),
        "plan": plan(row, interpreted=bool(explaining), today=today),
    }


def _explaining(today: date) -> Prefetch:
    rows = Publication.objects.public(today).interpretations().defer("body")
    return Prefetch("interpretations", _ordered(rows), to_attr="explaining")


def _ordered(rows: QuerySet) -> QuerySet:
    return rows.order_by("issued_on", "pk")


def _trail() -> dict:
    return {"text": HEADING, "url": reverse("portal:interpretation-list")}
