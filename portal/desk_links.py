"""Where an official's work begins: the links of the desk's start page, by kind of work."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.models import Official

# Each link: the permission it needs (empty: every official), the page, its words.
GROUPS: list[tuple[Any, list[tuple[str, str, Any]]]] = [
    (
        _("Publishing documents"),
        [
            (
                "catalogs.add_publication",
                "admin:catalogs_publication_add",
                _("Write a publication"),
            ),
            (
                "catalogs.view_publication",
                "admin:catalogs_publication_changelist",
                _("All publications"),
            ),
            ("", "portal:desk-interpretations", _("Interpretation of policies")),
        ],
    ),
    (
        _("Three lists"),
        [
            (
                "catalogs.add_publicitymatter",
                "admin:catalogs_publicitymatter_add",
                _("Draft a publicity matter"),
            ),
            ("catalogs.add_poweritem", "admin:catalogs_poweritem_add", _("Draft a power")),
            (
                "catalogs.add_serviceitem",
                "admin:catalogs_serviceitem_add",
                _("Draft a public service"),
            ),
            (
                "catalogs.view_publicitymatter",
                "admin:catalogs_publicitymatter_changelist",
                _("All publicity matters"),
            ),
            (
                "catalogs.view_adjustment",
                "admin:catalogs_adjustment_changelist",
                _("All adjustments"),
            ),
        ],
    ),
    (
        _("Applications and interaction"),
        [
            ("", "applications:desk-list", _("Applications for disclosure")),
            ("", "feedback:desk-list", _("Submissions of the public")),
            ("", "feedback:consultation-desk", _("Consultations of the public")),
            ("", "portal:reuse-desk", _("Applications made with the data")),
            ("", "portal:access-desk", _("Requests for data open on conditions")),
            ("", "feedback:opinion-list", _("Public opinion")),
            ("", "feedback:knowledge-desk", _("Knowledge list")),
            ("feedback.view_survey", "admin:feedback_survey_changelist", _("Surveys")),
            (
                "feedback.add_evaluation",
                "admin:feedback_evaluation_changelist",
                _("Third-party evaluations"),
            ),
        ],
    ),
    (
        _("Supervision"),
        [
            ("", "supervision:dashboard", _("Supervision dashboard")),
            ("", "supervision:findings", _("Findings of supervision")),
            ("", "supervision:inspection-list", _("Inspections")),
            ("", "supervision:dashboard-reports", _("Monthly reports of supervision")),
            (
                "supervision.view_assessmentround",
                "supervision:assessment-list",
                _("Assessment rounds"),
            ),
            ("", "supervision:assessment-notes", _("Rewards and criticisms")),
            ("", "supervision:pilot-desk", _("Monthly reports of the pilot")),
            (
                "supervision.change_pilottask",
                "admin:supervision_pilottask_changelist",
                _("Tasks of the pilot"),
            ),
        ],
    ),
]


def links(user: Official) -> list[dict[str, Any]]:
    """Return the groups with those of their links that ``user`` may follow."""
    groups = [
        {
            "heading": heading,
            "links": [
                {"url": reverse(page), "text": words}
                for permission, page, words in rows
                if not permission or user.has_perm(permission)
            ],
        }
        for heading, rows in GROUPS
    ]
    return [group for group in groups if group["links"]]
