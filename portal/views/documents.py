"""The disclosed documents, the page of one, and the page of one that was withdrawn."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from catalogs.enums import DocumentKind
from catalogs.markdown import to_html
from catalogs.models import Publication
from portal import downloads
from portal.chains import chain_of_document
from portal.filters import DocumentFilter

from .document_parts import card, effect, files, kicker, procedure, record
from .entry_parts import link
from .interpretation_parts import beside_url, groups, media, other_files, plan
from .listing import listing

HEADING = _lazy("Documents")
LEAD = _lazy("What the district has published: policies, their interpretations and information.")


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    documents = Publication.objects.public(today).select_related("department", "field")
    found = DocumentFilter(request.GET, documents.defer("body"), today=today)
    if wanted := downloads.wanted(request):
        return downloads.documents(found.ordered, wanted, today=today)
    context = listing(request, found, heading=HEADING, lead=LEAD)
    context["query_label"] = _("Title or number contains")
    context["documents"] = [
        card(document, today=today, summary=True) for document in context["page_obj"]
    ]
    return render(request, "portal/document_list.html", context)


@require_safe
def document_detail(request: HttpRequest, index_number: str) -> HttpResponse:
    today = timezone.localdate()
    document = (
        Publication.objects.filter(index_number=index_number)
        .select_related("department", "field", "interpretation_plan")
        .prefetch_related("attachments")
        .first()
    )
    if document is None or document.published_at is None:
        raise Http404(_("No public document has this index number."))
    if not document.is_public(today):
        context = {
            "document": document,
            "trail": [
                {"text": HEADING, "url": reverse("portal:document-list")},
                {"text": document.index_number},
            ],
        }
        return render(request, "portal/document_gone.html", context, status=410)
    return render(request, "portal/document_detail.html", _page(document, today))


def _page(document: Publication, today: date) -> dict:
    neighbours = Publication.objects.public(today).select_related("department").defer("body")
    explaining = neighbours.filter(interprets=document).order_by("issued_on", "pk")
    interpretations = list(explaining)
    is_policy = document.kind == DocumentKind.POLICY
    explains = document.kind == DocumentKind.INTERPRETATION
    return {
        "document": document,
        "trail": [
            {"text": HEADING, "url": reverse("portal:document-list")},
            {"text": document.display_title},
        ],
        "pub_date": f"{timezone.localtime(document.published_at):%Y-%m-%d %H:%M}",
        "department": link(document.department),
        "field": link(document.field) if document.field else None,
        "kicker": kicker(document),
        "effect": effect(document),
        "rows": record(document),
        "body": to_html(document.body),
        "files": other_files(document) if explains else files(document),
        "media": media(document) if explains else None,
        "interpretations": groups(document, interpretations),
        "beside_url": beside_url(document) if is_policy else "",
        "plan": plan(document, interpreted=bool(interpretations), today=today),
        "policies": [
            {**card(row, today=today), "beside_url": beside_url(row, document)}
            for row in neighbours.filter(interpretations=document)
        ],
        "events": procedure(document),
        "chain": chain_of_document(document, today=today),
    }
