"""What becomes of a finding: every state, action and role; evidence, exemptions, letters."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalogs import private_files
from catalogs.enums import Role
from catalogs.matter_parts import save_matter_parts
from catalogs.models import HistoryRow, Letter
from catalogs.workflow import MoveRefused
from supervision import rectifying
from supervision.enums import FindingState
from supervision.finding_workflow import FINDING_WORKFLOW
from supervision.models import Finding
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime.combine(date(2026, 11, 25), time(10, 0)))


@pytest.fixture
def matter():
    return factories.MatterFactory(in_force=True, elements=[])


@pytest.fixture
def finding(inspect, matter, today) -> Finding:
    inspect(today)
    return Finding.objects.get(rule="matter-without-elements")


@pytest.fixture
def clerk(matter):
    return factories.OfficialFactory(department=matter.department, email="clerk@example.org")


@pytest.fixture
def supervisor():
    return factories.OfficialFactory(role=Role.SUPERVISOR)


VALUES = {
    "report": {"text": "已补充公开内容要素。"},
    "verify": {},
    "send_back": {"reason": "要素仍不完整。"},
    "exempt": {"reason": "机构改革期间。", "until": date(2026, 12, 31)},
    "end_exemption": {"reason": "改革已完成。"},
    "close": {"reason": "已核实。"},
    "remind": {},
}


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("state", FindingState.values)
@pytest.mark.parametrize("action", [row.action for row in FINDING_WORKFLOW.moves])
def test_an_action_is_possible_where_the_table_says_so(finding, matter, action, state, role):
    matter.elements.create(position=1, name="决定")  # what a supervisor may close is gone
    Finding.objects.update(
        state=state,
        exempt_until=date(2026, 12, 1) if state == "exempt" else None,
        closed_on=date(2026, 11, 24) if state == "closed" else None,
    )
    finding.refresh_from_db()
    official = factories.OfficialFactory(role=role, department=matter.department)
    row = FINDING_WORKFLOW.find(action)
    allowed = state in row.sources and role in row.roles
    assert rectifying.may(official, finding, action) is allowed
    verb = getattr(rectifying, action)
    if allowed:
        verb(finding, actor=official, now=NOW, **VALUES[action])
        finding.refresh_from_db()
        assert finding.state == (row.target or state)
    else:
        with pytest.raises(MoveRefused):
            verb(finding, actor=official, now=NOW, **VALUES[action])


def test_a_report_keeps_its_evidence_encrypted_and_its_history(finding, clerk, tmp_path, settings):
    settings.PRIVATE_ROOT = tmp_path / "private"
    files = [("整改说明.txt", io.BytesIO("已整改".encode()))]
    rectifying.report(finding, actor=clerk, text="已整改。", files=files, now=NOW)
    kept = finding.rectifications.get().files.get()
    assert private_files.read(kept) == "已整改".encode()
    row = HistoryRow.objects.of(finding).get()
    assert (row.action, row.actor, row.from_state, row.to_state) == (
        "report",
        clerk,
        "open",
        "rectified",
    )


def test_a_report_without_words_is_refused_beside_its_field(finding, clerk):
    with pytest.raises(ValidationError) as refusal:
        rectifying.report(finding, actor=clerk, text=" ", now=NOW)
    assert set(refusal.value.message_dict) == {"text"}
    assert not finding.rectifications.exists()


def test_a_clerk_of_another_department_reports_nothing(finding):
    with pytest.raises(MoveRefused):
        rectifying.report(finding, actor=factories.OfficialFactory(), text="已整改。", now=NOW)


def test_what_is_sent_back_gives_the_department_its_days_again_and_a_letter(
    finding, clerk, supervisor
):
    rectifying.report(finding, actor=clerk, text="已整改。", now=NOW)
    rectifying.send_back(finding, actor=supervisor, reason="要素仍不完整。", now=NOW)
    finding.refresh_from_db()
    assert (finding.state, finding.rectify_by) == ("open", date(2026, 12, 9))
    letter = Letter.objects.get(recipient=clerk)
    assert "要素仍不完整。" in letter.body


@pytest.mark.parametrize("days", [-1, 367])
def test_an_exemption_ends_within_a_year(finding, supervisor, days):
    until = date(2026, 11, 25) + timedelta(days=days)
    with pytest.raises(ValidationError) as refusal:
        rectifying.exempt(finding, actor=supervisor, reason="改革。", until=until, now=NOW)
    assert set(refusal.value.message_dict) == {"until"}


def test_a_finding_whose_exemption_ended_has_its_days_of_rectification_again(
    inspect, finding, supervisor
):
    Finding.objects.update(state=FindingState.EXEMPT, exempt_until=date(2026, 12, 31))
    rectifying.end_exemption(finding, actor=supervisor, reason="改革已完成。", now=NOW)
    finding.refresh_from_db()
    assert finding.rectify_by == date(2026, 12, 9)
    Finding.objects.update(state=FindingState.EXEMPT, exempt_until=date(2026, 12, 14))
    inspect(date(2026, 12, 15))
    finding.refresh_from_db()
    assert (finding.state, finding.rectify_by) == (FindingState.OPEN, date(2026, 12, 29))


def test_what_is_still_found_is_not_closed_by_hand(finding, matter, supervisor):
    with pytest.raises(MoveRefused) as refusal:
        rectifying.close(finding, actor=supervisor, reason="已核实。", now=NOW)
    assert refusal.value.code == "still_found"
    save_matter_parts(matter, elements=["决定"], channels=[], time_limit_text="")
    rectifying.close(finding, actor=supervisor, reason="已核实。", now=NOW)
    finding.refresh_from_db()
    assert (finding.state, finding.closed_on) == ("closed", date(2026, 11, 25))


def test_a_department_is_reminded_once_a_day(finding, clerk, supervisor):
    assert rectifying.remind(finding, actor=supervisor, now=NOW) == 1
    assert rectifying.remind(finding, actor=supervisor, now=NOW + timedelta(hours=2)) == 0
    assert rectifying.remind(finding, actor=supervisor, now=NOW + timedelta(days=1)) == 1


def test_a_reported_gap_that_is_gone_is_closed_by_the_next_inspection(
    inspect, finding, matter, clerk, today
):
    save_matter_parts(matter, elements=["决定"], channels=[], time_limit_text="")
    rectifying.report(finding, actor=clerk, text="已补充。", now=NOW)
    inspect(today + timedelta(days=2))
    finding.refresh_from_db()
    assert finding.state == FindingState.CLOSED
