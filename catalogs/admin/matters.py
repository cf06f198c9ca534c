"""The list of publicity matters (政务公开事项清单), and their level-1 headings, in the admin."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs import reviewing
from catalogs.access import can_edit, role_of
from catalogs.enums import EntryState, Role
from catalogs.forms.matters import MatterForm
from catalogs.forms.moves import posted
from catalogs.forms.reviews import NonDisclosureForm
from catalogs.models import MatterGroup, PublicityMatter
from catalogs.resources.matters import MatterResource
from catalogs.time_limits import parse_time_limit

from .entries import EntryAdmin
from .scoped import ReferenceAdmin


@admin.register(PublicityMatter)
class PublicityMatterAdmin(EntryAdmin):
    form = MatterForm
    resource_class = MatterResource
    list_display = ("name", "code", "group", "mode", "department", "state", "effective_on")
    list_filter = ("state", "mode", "at_county", "at_township", "stage", "field")
    list_select_related = ("department", "field", "group")
    autocomplete_fields = ("powers", "services")
    readonly_fields = (*EntryAdmin.readonly_fields, "limit_reading")
    fieldsets = (
        (
            None,
            {"fields": ("code", "name", "name_en", "field", "group", "department", "legal_basis")},
        ),
        (
            _("Content and time limit"),
            {"fields": ("elements_text", "time_limit_text", "limit_reading")},
        ),
        (
            _("To whom and how"),
            {
                "fields": (
                    "mode",
                    "audience",
                    "audience_group",
                    "at_county",
                    "at_township",
                    "channel_choice",
                    "other_channels",
                    "stage",
                )
            },
        ),
        (_("Where it comes from"), {"fields": ("powers", "services")}),
        (
            _("Rule of work"),
            {"fields": ("work_post", "work_authority", "work_procedure", "work_limit")},
        ),
        (
            _("Non-disclosure"),
            {
                "description": _("Only for a matter that may not be disclosed; it needs a review."),
                "fields": ("non_disclosure_ground", "non_disclosure_justification"),
            },
        ),
    )

    def get_urls(self):
        view = self.admin_site.admin_view(self.non_disclosure_view)
        name = "catalogs_publicitymatter_nondisclosure"
        return [path("<path:object_id>/non-disclosure/", view, name=name), *super().get_urls()]

    @admin.display(description=_("what was read from it"))
    def limit_reading(self, matter: PublicityMatter) -> str:
        rows = list(matter.time_limits.all()) if matter.pk else []
        if not rows:
            return _now("Nothing yet: it is read when you save.")
        if not parse_time_limit(matter.time_limit_text).readable:
            return _now("It could not be read: no date is computed from it. Correct the wording.")
        return format_html_join(" · ", "{}", ((str(row),) for row in rows))

    @admin.display(description=_("Content elements"))
    def elements_text(self, matter: PublicityMatter) -> str:
        return "\n".join(row.name for row in matter.elements.all())

    @admin.display(description=_("Channels"))
    def channel_choice(self, matter: PublicityMatter) -> str:
        return "、".join(str(row) for row in matter.channels.all())

    @admin.display(description=_("Other channels"))
    def other_channels(self, matter: PublicityMatter) -> str:
        return "、".join(row.name for row in matter.channels.all() if row.name)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        text = form.instance.time_limit_text
        if text and not parse_time_limit(text).readable:
            words = _now(
                "The time limit “%(text)s” could not be read: no date is computed from it."
            )
            messages.warning(request, words % {"text": text})

    def links_of(self, request, entry):
        links = super().links_of(request, entry)
        if can_edit(request.user, entry) and not entry.non_disclosure_reviews.open().exists():
            links.append(
                {
                    "url": reverse("admin:catalogs_publicitymatter_nondisclosure", args=[entry.pk]),
                    "label": _("Ask not to disclose it"),
                    "consequence": _("Needs a statutory ground, and the consent of three offices."),
                }
            )
        return links

    def non_disclosure_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for the ground and justification of a non-disclosure review of a draft."""
        matter = self.get_object(request, unquote(object_id))
        if not can_edit(request.user, matter):
            raise PermissionDenied
        form = NonDisclosureForm(posted(request))
        if request.method == "POST" and form.is_valid():
            try:
                review = reviewing.request(matter, actor=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.take_refusal(error)
            else:
                messages.success(request, _now("The request was written. Submit it when ready."))
                return HttpResponseRedirect(
                    reverse("admin:catalogs_nondisclosurereview_change", args=[review.pk])
                )
        context = {
            **self.admin_site.each_context(request),
            "title": _now("Ask not to disclose: %s") % matter,
            "subtitle": None,
            "form": form,
            "object": matter,
            "opts": self.opts,
            "submit_label": _("Write the request"),
            "consequence": _("The matter is marked as not disclosed; the review must then pass."),
            "back": reverse("admin:catalogs_publicitymatter_change", args=[matter.pk]),
        }
        return TemplateResponse(request, "admin/catalogs/ask.html", context)


@admin.register(MatterGroup)
class MatterGroupAdmin(ReferenceAdmin):
    list_display = ("name", "code", "field")
    list_filter = ("field",)
    list_select_related = ("field",)
    search_fields = ("name", "name_en", "code")
    fields = ("code", "name", "name_en", "field")

    def may_edit(self, user, obj) -> bool:
        """A clerk's as long as only the own department's drafts stand under it.

        Its name is part of every matter below, and a list in force changes by adjustments alone.
        """
        if role_of(user) == Role.ADMINISTRATOR:
            return True
        own_drafts = Q(department_id=user.department_id, state=EntryState.DRAFT)
        return not PublicityMatter.objects.filter(~own_drafts, group=obj).exists()
