"""The remedies sentence: to whom, by which law, within what time.

Administrative Reconsideration Law (2023), Art. 20: within 60 days; Art. 23 (1)(4): against a
refusal to disclose the reconsideration comes before the suit. Administrative Procedure Law,
Art. 46: a suit within six months; Art. 45: after a reconsideration within 15 days.
"""

from applications.enums import Outcome
from applications.paperwork.issuers import reviewing_authority
from catalogs.models import Department

RECONSIDERATION_LAW = "《中华人民共和国行政复议法》"
PROCEDURE_LAW = "《中华人民共和国行政诉讼法》"
REFUSALS = frozenset(
    {
        Outcome.PARTLY,
        Outcome.STATE_SECRET,
        Outcome.FORBIDDEN,
        Outcome.SECURITY,
        Outcome.THIRD_PARTY,
        Outcome.INTERNAL,
        Outcome.PROCESS,
        Outcome.CASE_FILE,
        Outcome.REGISTER,
    }
)


def remedies_of(department: Department | None, *, what: str = "本告知书") -> str:
    """Return the sentence for a decision against which both ways are open."""
    return (
        f"如对{what}不服，可以自收到{what}之日起六十日内，依照{RECONSIDERATION_LAW}第二十条的规定"
        f"向{reviewing_authority(department)}申请行政复议；也可以自收到{what}之日起六个月内，"
        f"依照{PROCEDURE_LAW}第四十六条的规定直接向有管辖权的人民法院提起行政诉讼。"
    )


def remedies_of_refusal(department: Department | None, *, what: str = "本告知书") -> str:
    """Return the sentence for a refusal to disclose: reconsideration first."""
    return (
        f"如对{what}中不予公开的决定不服，应当依照{RECONSIDERATION_LAW}第二十条、第二十三条第一款"
        f"第（四）项的规定，自收到{what}之日起六十日内先向{reviewing_authority(department)}申请"
        f"行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内，依照"
        f"{PROCEDURE_LAW}第四十五条的规定向有管辖权的人民法院提起行政诉讼。"
    )


def remedies_of_answer(department: Department | None, outcome: str) -> str:
    """Return the sentence an answer carries, by its outcome."""
    if outcome in REFUSALS:
        return remedies_of_refusal(department)
    return remedies_of(department)
