"""Take up a case of public opinion: by hand, or from submissions that say the same."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from feedback import opinion_groups
from feedback.forms.opinion_collecting import CollectForm
from feedback.views.opinion_finding import require
from feedback.workflow import OFFICE_AND_HANDLERS


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, with the submissions ``submission`` of the address, or take up the case."""
    require(request.user, OFFICE_AND_HANDLERS)
    asked = [*request.GET.getlist("submission"), *request.POST.getlist("submissions")]
    given = {"actor": request.user, "asked": asked}
    if request.method == "POST":
        form = CollectForm(request.POST, **given)
        case = form.collect(now=timezone.now()) if form.is_valid() else None
        if case is not None:
            messages.success(request, _("The case is taken up; the office judges it."))
            return redirect("feedback:opinion-detail", pk=case.pk)
    else:
        form = CollectForm(**given)
    context = {"form": form, "missing": bool(asked) and not form.offered}
    return render(request, "feedback/opinions/new.html", context)


@never_cache
@login_required
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Show what several submissions of the last days say and no case has taken up."""
    require(request.user, OFFICE_AND_HANDLERS)
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, opinion_groups.LOOKED_BACK) else 30
    found = opinion_groups.groups_of(request.user, today=timezone.localdate(), days=days)
    address = reverse("feedback:opinion-new")
    context = {
        "days": days,
        "choices": [
            {"days": count, "url": f"?days={count}", "selected": count == days}
            for count in opinion_groups.LOOKED_BACK
        ],
        "rows": [
            {
                "group": group,
                "url": f"{address}?{urlencode([('submission', pk) for pk in group.pks])}",
            }
            for group in found
        ],
    }
    return render(request, "feedback/opinions/groups.html", context)
