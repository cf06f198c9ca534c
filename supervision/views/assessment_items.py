"""The manual items of a round, all on one page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from supervision import assessing
from supervision.assessing import MOST_ITEMS, Item
from supervision.assessment_workflow import ROUND_WRITERS
from supervision.forms.assessment import ItemFormSet
from supervision.models import AssessmentRound
from supervision.views.assessment_finding import find, head, require


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the items with empty rows below, or set them as written."""
    require(request.user, ROUND_WRITERS)
    round, refused = find(pk), []
    forms = ItemFormSet(request.POST or None, initial=_initial(round), prefix="items")
    if forms.is_valid():
        try:
            assessing.set_items(round, actor=request.user, items=_wanted(forms), now=timezone.now())
        except ValidationError as refusal:
            refused = refusal.messages
        else:
            messages.success(request, _("The items were changed."))
            return redirect("supervision:assessment-round", pk)
    context = {"forms": forms, "refused": refused, "most": MOST_ITEMS, **head(round)}
    return render(request, "supervision/assessment/items.html", context)


def _initial(round: AssessmentRound) -> list[dict]:
    return list(round.items.values("pk", "name", "standard", "points"))


def _wanted(forms) -> list[Item]:
    """Return what is written, without empty rows and those to be taken away."""
    return [
        form.item()
        for form in forms
        if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
    ]
