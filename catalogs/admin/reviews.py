"""Non-disclosure reviews: the request, and the decisions of three offices."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogs import reviewing
from catalogs.models import NonDisclosureReview

from .scoped import DepartmentScopedAdmin, person
from .workflows import WorkflowAdminMixin


@admin.register(NonDisclosureReview)
class NonDisclosureReviewAdmin(WorkflowAdminMixin, DepartmentScopedAdmin):
    workflow = reviewing.WORKFLOW
    verbs = {
        "submit": lambda row, actor, data: reviewing.submit(row, actor=actor),
        "pass": lambda row, actor, data: reviewing.pass_department(row, actor=actor),
        "agree": lambda row, actor, data: reviewing.agree(row, actor=actor),
        "return": lambda row, actor, data: reviewing.return_(
            row, actor=actor, reason=data["reason"]
        ),
    }
    list_display = ("matter", "department", "ground", "state", "created_at")
    list_filter = ("state", "ground")
    list_select_related = ("matter__department",)
    search_fields = ("matter__name", "matter__code")
    date_hierarchy = "created_at"
    whole_district_columns = ("department",)
    fieldsets = (
        (None, {"fields": ("matter", "department", "ground", "justification")}),
        (
            _("Decisions"),
            {
                "fields": (
                    "state",
                    "requester",
                    "for_department",
                    "for_office",
                    "for_legal_affairs",
                    "created_at",
                )
            },
        ),
    )

    readonly_fields = ("requester", "for_department", "for_office", "for_legal_affairs")
    requester = person("requested_by", _("requested by"))
    for_department = person("department_by", _("examined for the department by"))
    for_office = person("office_by", _("agreed for the government office by"))
    for_legal_affairs = person("legal_by", _("agreed for the legal affairs office by"))

    @admin.display(description=_("department"), ordering="matter__department")
    def department(self, review: NonDisclosureReview) -> str:
        return str(review.matter.department)

    def may_edit(self, user, obj) -> bool:
        return False  # it is changed by the moves of its workflow alone

    def has_add_permission(self, request):
        return False  # a review is asked for on the page of its matter

    def moves_of(self, user, obj):
        moves = super().moves_of(user, obj)
        # An office that has agreed does not agree twice.
        agreed = {obj.office_by_id, obj.legal_by_id} - {None}
        return [move for move in moves if move.action != "agree" or user.pk not in agreed]
