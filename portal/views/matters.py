"""The list of publicity matters, and the page of one matter."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from catalogs.enums import Audience, MatterLevel
from catalogs.models import Publication, PublicityMatter
from catalogs.time_limits import LimitKind
from feedback.models import KnowledgeEntry
from portal import downloads
from portal.chains import chain_of_matter, published_for
from portal.filters import MatterFilter
from supervision.calendar_years import periods_since
from supervision.views.calendar_periods import strips_by_year

from .document_parts import card
from .entry_parts import entry_table, filled, head, past_adjustments, trail
from .listing import listing

HEADING = _lazy("Publicity matters")
LEAD = _lazy(
    "What the government must publish, with what content, by when and through which channels."
)
LATEST = 5


@require_safe
def matter_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    matters = PublicityMatter.objects.public(today).select_related("department", "field", "group")
    found = MatterFilter(request.GET, matters, today=today)
    if wanted := downloads.wanted(request):
        return downloads.matters(found.ordered, wanted, today=today)
    context = listing(request, found, heading=HEADING, lead=LEAD)
    context["table"] = _table(context["page_obj"])
    return render(request, "portal/entry_list.html", context)


@require_safe
def matter_detail(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    matter = get_object_or_404(
        PublicityMatter.objects.permalinked(today).with_guide_parts(), code=code
    )
    latest = (
        published_for([matter], today=today)
        .select_related("department")
        .order_by("-issued_on", "-pk")[:LATEST]
    )
    context = {
        "entry": matter,
        "head": head(matter, " · ".join([_("Publicity matter"), str(matter.group.display_name)])),
        "trail": trail(HEADING, "portal:matter-list", matter),
        "rows": _rows(matter),
        "work_rule": _work_rule(matter),
        "elements": _elements(matter, today),
        "limits": _limits(matter),
        "chain": chain_of_matter(matter, today=today),
        "documents": [card(document, today=today) for document in latest],
        "events": past_adjustments(matter, today=today),
        "questions": KnowledgeEntry.objects.public(today).filter(matters=matter),
        "years": strips_by_year(periods_since(matter, today.year - 1), today),
    }
    return render(request, "portal/matter_detail.html", context)


def _table(matters: Iterable[PublicityMatter]) -> dict:
    columns = [_("Name"), _("Level-1 matter"), _("Field"), _("Department")]
    return entry_table(
        columns,
        (
            (
                matter,
                [
                    matter.group.display_name,
                    matter.field.display_name,
                    matter.department.display_name,
                ],
                "",
            )
            for matter in matters
        ),
    )


def _rows(matter: PublicityMatter) -> list[dict]:
    named = matter.audience == Audience.NAMED_GROUP
    flags = [(matter.at_county, MatterLevel.COUNTY), (matter.at_township, MatterLevel.TOWNSHIP)]
    levels = [str(level.label) for flag, level in flags if flag]
    return filled(
        [
            (_("Level-1 matter"), matter.group.display_name),
            (_("Mode of publicity"), matter.get_mode_display()),
            (
                _("Who it is disclosed to"),
                matter.audience_group if named else matter.get_audience_display(),
            ),
            (_("Level of publicity"), _(", ").join(levels)),
            (_("Channels"), _(", ").join(str(channel) for channel in matter.channels.all())),
            (_("Stage of the five publics"), matter.get_stage_display()),
            (_("Subject of publicity"), matter.department.display_name),
        ]
    )


def _work_rule(matter: PublicityMatter) -> list[dict]:
    return filled(
        [
            (_("Responsible post"), matter.work_post),
            (_("Authority"), matter.work_authority),
            (pgettext("work rule", "Procedure"), matter.work_procedure),
            (_("Limit of the work"), matter.work_limit),
        ]
    )


def _elements(matter: PublicityMatter, today: date) -> list[dict]:
    """Each part of the content, and whether a public document covers it."""
    documents = Publication.objects.public(today).filter(elements__matter=matter)
    covered = set(matter.elements.filter(publications__in=documents).values_list("pk", flat=True))
    return [
        {"name": element.name, "covered": element.pk in covered}
        for element in matter.elements.all()
    ]


def _limits(matter: PublicityMatter) -> list[str]:
    """The limits as they were read; none where the words could not be read."""
    return [str(limit) for limit in matter.time_limits.all() if limit.kind != LimitKind.UNREADABLE]
