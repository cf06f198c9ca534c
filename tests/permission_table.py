"""Who gets what at every address of the project; ``tests/test_permissions.py`` asks each cell.

One letter for each role, in the order of ``ROLES``: ``o`` the page, ``x`` forbidden, ``-`` not
found, ``>`` led elsewhere (to the log-in, or to what is already under way), ``m`` needs a POST,
``t`` needs a token.
The rows are those of the department of ``clerk`` and ``reviewer``; ``stranger`` is the clerk of
another department, who gets "not found" for each of them.
"""

from tests.permission_api import OPEN_API
from tests.permission_applications import APPLICATIONS
from tests.permission_assessment import ASSESSMENT
from tests.permission_calendar import CALENDAR
from tests.permission_catalogs import CATALOGS
from tests.permission_dashboard import DASHBOARD
from tests.permission_data_access import DATA_ACCESS
from tests.permission_findings import FINDINGS
from tests.permission_interaction import INTERACTION
from tests.permission_letters import ALL, SIGNED_IN
from tests.permission_opinions import OPINIONS
from tests.permission_pilot import PILOT
from tests.permission_push import PUSH
from tests.permission_reuses import REUSES
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
    "dataset-rows",
    "licence",
    "feeds",
    "feed-documents",
    "feed-interpretations",
    "feed-field",
    "feed-department",
    "feed-matter",
    "feed-adjustments",
    "feed-datasets",
    "feed-consultations",
    "feed-answers",
    "feed-red-findings",
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
STANDARDS = (
    "catalogue",
    "catalogue-document",
    "dataset-document",
    "service-document",
    "table-schema",
    "csv-metadata",
    "security",
)
TABLE = {
    **{f"portal:{name}": ALL for name in PUBLIC},
    "portal:desk": SIGNED_IN,
    "portal:desk-interpretations": SIGNED_IN,
    **{f"standards:{name}": ALL for name in STANDARDS},
    **OPEN_API,
    "standards:change-password": "> > > > > > > >",
    "healthz": ALL,
    "readyz": ALL,
    "robots": ALL,
    "favicon": "> > > > > > > >",
    "sitemap": ALL,
    "sitemap-section": ALL,
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
TABLE |= (
    CATALOGS
    | APPLICATIONS
    | INTERACTION
    | OPINIONS
    | PILOT
    | SURVEYS
    | REUSES
    | DATA_ACCESS
    | DASHBOARD
    | FINDINGS
    | ASSESSMENT
    | CALENDAR
    | PUSH
)
