"""The address of each name in the permission table, for the rows of its test."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from tests.permission_api import api_addresses
from tests.permission_assessment import assessment_addresses
from tests.permission_calendar import calendar_addresses
from tests.permission_dashboard import dashboard_addresses
from tests.permission_data_access import data_access_addresses
from tests.permission_findings import finding_addresses
from tests.permission_pilot import pilot_addresses
from tests.permission_push import push_addresses
from tests.permission_reuses import reuse_addresses
from tests.permission_uploads import upload_addresses


def address(name: str, rows: dict) -> str:
    """Return the address of ``name`` for the rows of the fixture."""
    known = {
        **pilot_addresses(rows),
        **api_addresses(rows),
        "portal:power-detail": [rows["in_force"].code],
        "portal:service-detail": [rows["service_in_force"].code],
        "portal:matter-detail": [rows["matter_in_force"].code],
        "portal:adjustment-detail": [rows["applied"].pk],
        "portal:field-detail": [rows["field"].slug],
        "portal:department-detail": [rows["department"].code],
        "portal:document-detail": [rows["released"].index_number],
        "portal:interpretation-detail": [rows["policy"].index_number],
        "portal:dataset-detail": [rows["shared_data"].code],
        "portal:dataset-file": [rows["shared_data"].code, 1],
        "portal:dataset-rows": [rows["shared_data"].code],
        "standards:catalogue-document": ["ttl"],
        "standards:service-document": ["ttl"],
        "standards:dataset-document": [rows["shared_data"].code, "ttl"],
        "standards:table-schema": [rows["shared_data"].code],
        "standards:csv-metadata": [rows["shared_data"].code],
        "portal:feed-field": [rows["field"].slug],
        "portal:feed-department": [rows["department"].code],
        "portal:feed-matter": [rows["matter_in_force"].code],
        "portal:attachment": [rows["shown"].pk],
        "applications:case-detail": [rows["published_request"].pk],
        "applications:answered-detail": [rows["published_request"].pk],
        "applications:annual-report": [timezone.localdate().year],
        "applications:annual-report-download": [timezone.localdate().year, "csv"],
        "applications:annual-report-edit": [timezone.localdate().year],
        "applications:new-step": ["kind"],
        "applications:track-file": [1],
        "applications:track-paper": [rows["paper"].pk],
        "applications:track-paper-pdf": [rows["paper"].pk],
        "applications:desk-detail": [rows["application"].receipt_number],
        "applications:desk-worksheet": [rows["application"].receipt_number],
        "applications:desk-identity": [rows["application"].receipt_number],
        "applications:desk-file": [rows["application"].receipt_number, rows["given_file"].pk],
        "applications:desk-move": [rows["application"].receipt_number, "record_withdrawal"],
        "applications:desk-paper": [rows["paper"].pk],
        "applications:desk-paper-pdf": [rows["paper"].pk],
        "applications:desk-paper-full": [rows["paper"].pk],
        "applications:desk-answer-letter": [rows["application"].pk],
        "feedback:track-file": [1],
        "feedback:reply-detail": [rows["published_reply"].pk],
        "feedback:knowledge-detail": [rows["knowledgeentry"].pk],
        "feedback:knowledge-vote": [rows["knowledgeentry"].pk],
        "feedback:knowledge-download": ["csv"],
        "feedback:consultation": [rows["consultation"].pk],
        "feedback:consultation-comment": [rows["consultation"].pk],
        "feedback:consultation-thanks": [rows["consultation"].pk],
        "feedback:survey": [rows["survey"].pk],
        "feedback:survey-thanks": [rows["survey"].pk],
        "feedback:survey-results": [rows["survey"].pk],
        "feedback:survey-preview": [rows["survey"].pk],
        "feedback:survey-download": [rows["survey"].pk, "csv"],
        "feedback:evaluation": [rows["evaluation"].pk],
        "admin:feedback_survey_move": [rows["survey"].pk, "withdraw"],
        "admin:feedback_evaluation_move": [rows["evaluation"].pk, "withdraw"],
        "feedback:desk-export": ["csv"],
        "admin:feedback_consultation_move": [rows["consultation"].pk, "withdraw"],
        "feedback:consultation-desk-detail": [rows["consultation"].pk],
        "feedback:consultation-export": [rows["consultation"].pk, "csv"],
        "feedback:consultation-comment-contact": [rows["comment"].pk],
        "feedback:consultation-comment-move": [rows["comment"].pk, "hide"],
        "feedback:desk-detail": [rows["submission"].receipt_number],
        "feedback:desk-contact": [rows["submission"].receipt_number],
        "feedback:desk-file": [rows["submission"].receipt_number, rows["asker_file"].pk],
        "feedback:desk-move": [rows["submission"].receipt_number, "transfer"],
        "feedback:knowledge-candidate": [rows["candidate"].pk],
        "feedback:knowledge-candidate-move": [rows["candidate"].pk, "dismiss"],
        "feedback:knowledge-versions": [rows["knowledgeentry"].pk],
        "feedback:opinion-template": ["csv"],
        "feedback:opinion-incentives-file": ["csv"],
        "feedback:opinion-detail": [rows["opinion_case"].pk],
        "feedback:opinion-move": [rows["opinion_case"].pk, "respond"],
        "sitemap-section": ["pages"],
        "account_confirm_email": ["none"],
        "account_reset_password_from_key": ["1", "none-none"],
        "admin:app_list": ["catalogs"],
        "admin:view_on_site": [
            ContentType.objects.get_for_model(rows["in_force"]).pk,
            rows["in_force"].pk,
        ],
        "admin:catalogs_publication_attachment": [
            rows["publication"].pk,
            rows["attachment"].pk,
        ],
        "admin:catalogs_dataset_file": [rows["shared_data"].pk, 1],
        "admin:catalogs_dataset_move": [rows["dataset"].pk, "publish"],
        "admin:catalogs_publication_move": [rows["publication"].pk, "submit"],
        "admin:catalogs_adjustment_move": [rows["adjustment"].pk, "approve"],
        "admin:catalogs_nondisclosurereview_move": [rows["nondisclosurereview"].pk, "pass"],
        "admin:feedback_knowledgeentry_move": [rows["knowledgeentry"].pk, "withdraw"],
        "admin:feedback_knowledgeentry_draft": [],
        "admin:auth_user_password_change": [rows["official"].pk],
    }
    known |= calendar_addresses(rows) | push_addresses(rows)
    known |= reuse_addresses(rows) | data_access_addresses(rows)
    known |= dashboard_addresses(rows) | finding_addresses(rows) | assessment_addresses(rows)
    known |= upload_addresses(rows)
    if name in known:
        return reverse(name, args=known[name])
    if name == "admin:autocomplete":
        query = "app_label=catalogs&model_name=publication&field_name=matters"
        return f"{reverse(name)}?{query}"
    ours = ("catalogs", "feedback", "supervision", "portal", "account")
    if not name.startswith(tuple(f"admin:{app}_" for app in ours)):
        return reverse(name)
    _app, model, page = name.removeprefix("admin:").split("_")
    if page in ("changelist", "add", "import"):
        return reverse(name)
    row = rows.get(model)
    return reverse(name, args=_arguments(page, row.pk if row else 1))


def _arguments(page: str, pk: int) -> list:
    return {
        "preview": ["no-such-token"],
        "export": ["csv"],
        "propose": [pk, "add"],
    }.get(page, [pk])
