"""Who gets what at every address of the project; ``tests/test_permissions.py`` asks each cell.

One letter for each role, in the order of ``ROLES``: ``o`` the page, ``x`` forbidden, ``-`` not
found, ``>`` led elsewhere (to the log-in, or to what is already under way), ``m`` needs a POST.
The rows are those of the department of ``clerk`` and ``reviewer``; ``stranger`` is the clerk of
another department, who gets "not found" for each of them.
"""

from tests.permission_assessment import ASSESSMENT
from tests.permission_calendar import CALENDAR
from tests.permission_dashboard import DASHBOARD
from tests.permission_findings import FINDINGS
from tests.permission_letters import (
    ADMIN_ONLY,
    ALL,
    GONE,
    NOBODY,
    NOBODY_ROW,
    NOT_BEGUN,
    ROW,
    SEEN_BY_ADMIN_ONLY,
    SIGNED_IN,
    WRITE,
    WRITE_ROW,
)
from tests.permission_opinions import OPINIONS
from tests.permission_pilot import PILOT
from tests.permission_surveys import SURVEYS

PUBLIC = (
    "home",
    "power-list",
    "power-detail",
    "service-list",
    "service-detail",
    "matter-list",
    "matter-detail",
    "adjustment-list",
    "adjustment-detail",
    "field-list",
    "field-detail",
    "department-list",
    "department-detail",
    "document-list",
    "document-detail",
    "interpretation-list",
    "interpretation-forms",
    "interpretation-detail",
    "dataset-list",
    "dataset-detail",
    "dataset-file",
    "attachment",
    "preferences",
    "search",
    "search-suggest",
    "opensearch",
    "site-map",
    "components",
    "about",
    "accessibility",
    "privacy",
)
TABLE = {
    **{f"portal:{name}": ALL for name in PUBLIC},
    "portal:desk": SIGNED_IN,
    "portal:desk-interpretations": SIGNED_IN,
    "healthz": ALL,
    "readyz": ALL,
    "robots": ALL,
    "favicon": "> > > > > > > >",
    "sitemap": ALL,
    "sitemap-section": ALL,
    # Letters of an application: the applicant's after number and code, the desk's without names.
    # The applicant has no account: the browser's cookie and the session open what is theirs.
    "applications:new": ALL,
    "applications:new-step": ALL,
    "applications:new-check": NOT_BEGUN,
    "applications:new-discard": "m m m m m m m m",
    "applications:receipt": NOT_BEGUN,
    "applications:receipt-qr": GONE,
    "applications:receipt-pdf": GONE,
    "applications:track": ALL,
    "applications:track-leave": "m m m m m m m m",
    "applications:track-case": NOT_BEGUN,
    "applications:track-clock": NOT_BEGUN,
    "applications:track-file": NOT_BEGUN,
    "applications:track-correct": NOT_BEGUN,
    "applications:track-withdraw": NOT_BEGUN,
    "applications:track-rate": NOT_BEGUN,
    "applications:track-paper": "> > > > > > > >",
    "applications:track-paper-pdf": "> > > > > > > >",
    # What everyone may read; the texts of a report are written by its department or the office.
    "applications:guide": ALL,
    "applications:chart": ALL,
    "applications:work": ALL,
    "applications:statistics": ALL,
    "applications:cases": ALL,
    "applications:case-detail": ALL,
    "applications:answered": ALL,
    "applications:answered-detail": ALL,
    "applications:annual-reports": ALL,
    "applications:annual-report": ALL,
    "applications:annual-report-download": ALL,
    "applications:annual-report-edit": "> - - - o - - o",
    "applications:repeated": SIGNED_IN,
    # The desk: an action is for its roles, on what is the department's own.
    "applications:desk-list": SIGNED_IN,
    "applications:desk-export": "> x x o o x o o",
    "applications:desk-register": "> x x x o x x o",
    "applications:desk-detail": ROW,
    "applications:desk-worksheet": ROW,
    "applications:desk-file": "> m - m m - - m",
    "applications:desk-identity": "> m m m m m m m",
    "applications:desk-move": "> o - x o x x o",
    "applications:desk-paper": ROW,
    "applications:desk-paper-pdf": ROW,
    "applications:desk-paper-full": "> m m m m m m m",
    "applications:desk-answer-letter": ROW,
    # Interaction: the asker has no account either.
    "feedback:start": ALL,
    "feedback:new": ALL,
    "feedback:similar": "m m m m m m m m",
    "feedback:send": NOT_BEGUN,
    "feedback:site-error": ALL,
    "feedback:receipt": NOT_BEGUN,
    "feedback:receipt-hide": "m m m m m m m m",
    "feedback:track": ALL,
    "feedback:track-leave": "m m m m m m m m",
    "feedback:track-case": NOT_BEGUN,
    "feedback:track-file": NOT_BEGUN,
    "feedback:track-urge": "m m m m m m m m",
    "feedback:track-withdraw": NOT_BEGUN,
    "feedback:track-rate": NOT_BEGUN,
    "feedback:procedure": ALL,
    "feedback:statistics": ALL,
    "feedback:replies": ALL,
    "feedback:reply-detail": ALL,
    "feedback:knowledge": ALL,
    "feedback:knowledge-detail": ALL,
    "feedback:knowledge-vote": "m m m m m m m m",
    "feedback:knowledge-download": ALL,
    "feedback:consultations": ALL,
    "feedback:consultation": ALL,
    "feedback:consultation-comment": ALL,
    "feedback:consultation-thanks": ALL,
    # The desk of submissions: an action is for its roles, on what is the department's own.
    "feedback:desk-list": SIGNED_IN,
    "feedback:desk-export": "> x x o o x o o",
    "feedback:desk-issue": "> x x x o x x o",
    "feedback:desk-register": "> x x x o x x o",
    "feedback:desk-detail": ROW,
    "feedback:desk-contact": "> m m m m m m m",
    "feedback:desk-file": "> m - m m - - m",
    "feedback:desk-move": "> o - x o x x o",
    # The desk of consultations: what is said on a draft is handled by its department's clerks.
    "feedback:consultation-desk": SIGNED_IN,
    "feedback:consultation-desk-detail": ROW,
    "feedback:consultation-export": ROW,
    "feedback:consultation-comment-contact": "> m m m m m m m",
    "feedback:consultation-comment-move": WRITE_ROW,  # hide
    # Accounts: made by an administrator, so that nobody signs up.
    "account_login": "o > > > > > > >",
    "account_logout": SIGNED_IN,
    "account_inactive": ALL,
    "account_signup": "o > > > > > > >",
    "account_reauthenticate": SIGNED_IN,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": ALL,
    "account_change_password": SIGNED_IN,
    "account_set_password": "> > > > > > > >",
    "account_reset_password": ALL,
    "account_confirm_login_code": "> > > > > > > >",
    "account_confirm_email": ALL,
    "account_reset_password_done": ALL,
    "account_reset_password_from_key": ALL,
    "account_reset_password_from_key_done": ALL,
    # The admin itself
    "admin:index": SIGNED_IN,
    "admin:login": "> > > > > > > >",
    "admin:logout": "> m m m m m m m",
    "admin:password_change": SIGNED_IN,
    "admin:password_change_done": SIGNED_IN,
    "admin:autocomplete": SIGNED_IN,
    "admin:jsi18n": "> o o o o o o o",
    "admin:view_on_site": "> > - > > > > >",
    "admin:app_list": SIGNED_IN,
}
for model in ("poweritem", "serviceitem", "publicitymatter", "publication"):
    TABLE |= {
        f"admin:catalogs_{model}_changelist": SIGNED_IN,
        f"admin:catalogs_{model}_add": WRITE,
        f"admin:catalogs_{model}_change": ROW,
        f"admin:catalogs_{model}_history": ROW,
        f"admin:catalogs_{model}_delete": WRITE_ROW,
        f"admin:catalogs_{model}_import": WRITE,
        # A token of nobody: whoever may not import learns nothing of it.
        f"admin:catalogs_{model}_preview": "> - - x x x x -",
        f"admin:catalogs_{model}_export": SIGNED_IN,
    }
for model in ("poweritem", "serviceitem", "publicitymatter"):
    TABLE[f"admin:catalogs_{model}_propose"] = WRITE_ROW
TABLE |= {
    "admin:catalogs_poweritem_guide": WRITE_ROW,
    "admin:catalogs_serviceitem_guide": WRITE_ROW,
    "admin:catalogs_publicitymatter_nondisclosure": WRITE_ROW,
    "admin:catalogs_publication_attachment": ROW,
    "admin:catalogs_publication_move": "> o - x x x x o",  # submit
    "admin:catalogs_adjustment_move": "> x - x o x x o",  # approve
    "admin:catalogs_adjustment_amend": NOBODY_ROW,  # it is submitted
    "admin:catalogs_nondisclosurereview_move": "> x - o x x x o",  # pass on
}
TABLE |= {
    "admin:catalogs_dataset_changelist": SIGNED_IN,
    "admin:catalogs_dataset_add": WRITE,
    "admin:catalogs_dataset_change": ROW,
    "admin:catalogs_dataset_history": ROW,
    "admin:catalogs_dataset_delete": WRITE_ROW,
    "admin:catalogs_dataset_file": ROW,
    "admin:catalogs_dataset_move": "> x - o x x x o",  # publish
}
for model in ("adjustment", "nondisclosurereview"):
    TABLE |= {
        f"admin:catalogs_{model}_changelist": SIGNED_IN,
        f"admin:catalogs_{model}_add": NOBODY,
        f"admin:catalogs_{model}_change": ROW,
        f"admin:catalogs_{model}_history": ROW,
        f"admin:catalogs_{model}_delete": NOBODY_ROW,
    }
for model in ("field", "calendarday", "mattergroup"):
    TABLE |= {
        f"admin:catalogs_{model}_changelist": SIGNED_IN,
        f"admin:catalogs_{model}_add": ADMIN_ONLY,
        f"admin:catalogs_{model}_change": SIGNED_IN,
        f"admin:catalogs_{model}_history": SIGNED_IN,
        f"admin:catalogs_{model}_delete": ADMIN_ONLY,
    }
TABLE |= {
    "admin:catalogs_mattergroup_add": WRITE,
    "admin:catalogs_department_changelist": SIGNED_IN,
    "admin:catalogs_department_add": ADMIN_ONLY,
    "admin:catalogs_department_change": ROW,
    "admin:catalogs_department_history": ROW,
    "admin:catalogs_department_delete": "> x - x x x x o",
    "admin:catalogs_department_import": ADMIN_ONLY,
    "admin:catalogs_department_preview": "> x x x x x x -",
    "admin:catalogs_department_export": SIGNED_IN,
    "admin:catalogs_official_changelist": ADMIN_ONLY,
    "admin:catalogs_official_add": ADMIN_ONLY,
    "admin:catalogs_official_change": SEEN_BY_ADMIN_ONLY,
    "admin:catalogs_official_history": SEEN_BY_ADMIN_ONLY,
    "admin:catalogs_official_delete": "> - - - - - - x",
    "admin:auth_user_password_change": SEEN_BY_ADMIN_ONLY,
}
# Rules of interaction: the administrator's, read by the office and by supervision.
READ_BY_OFFICE = "> x x x o x o o"
for model in ("limitrule", "routingrule", "opinionlimit"):
    TABLE |= {
        f"admin:feedback_{model}_changelist": READ_BY_OFFICE,
        f"admin:feedback_{model}_change": READ_BY_OFFICE,
        f"admin:feedback_{model}_history": READ_BY_OFFICE,
        f"admin:feedback_{model}_add": ADMIN_ONLY,
        f"admin:feedback_{model}_delete": ADMIN_ONLY,
    }
# Drafts open to comments: written by the department, read by everyone whose reach it is in.
TABLE |= {
    "admin:feedback_consultation_changelist": SIGNED_IN,
    "admin:feedback_consultation_add": WRITE,
    "admin:feedback_consultation_change": ROW,
    "admin:feedback_consultation_history": ROW,
    "admin:feedback_consultation_delete": NOBODY_ROW,
    "admin:feedback_consultation_move": WRITE_ROW,  # withdraw
}
TABLE |= {
    "admin:feedback_limitrule_add": NOBODY,
    "admin:feedback_limitrule_delete": NOBODY,
    "admin:feedback_opinionlimit_add": NOBODY,
    "admin:feedback_opinionlimit_delete": NOBODY,
}
TABLE |= OPINIONS | PILOT | SURVEYS | DASHBOARD | FINDINGS | ASSESSMENT | CALENDAR
