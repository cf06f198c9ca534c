"""Who gets what of interaction: askers, the public, the desk, and the tables of its rules."""

from tests.permission_letters import (
    ADMIN_ONLY,
    ALL,
    NOBODY,
    NOBODY_ROW,
    NOT_BEGUN,
    ROW,
    SIGNED_IN,
    WRITE,
    WRITE_ROW,
)

INTERACTION = {
    # Interaction: the asker has no account either.
    "feedback:start": ALL,
    "feedback:new": ALL,
    "feedback:similar": "m m m m m m m m",
    "feedback:send": NOT_BEGUN,
    "feedback:site-error": ALL,
    "feedback:about-data": ALL,
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
}
# Rules of interaction: the administrator's, read by the office and by supervision.
READ_BY_OFFICE = "> x x x o x o o"
for model in ("limitrule", "routingrule", "opinionlimit"):
    INTERACTION |= {
        f"admin:feedback_{model}_changelist": READ_BY_OFFICE,
        f"admin:feedback_{model}_change": READ_BY_OFFICE,
        f"admin:feedback_{model}_history": READ_BY_OFFICE,
        f"admin:feedback_{model}_add": ADMIN_ONLY,
        f"admin:feedback_{model}_delete": ADMIN_ONLY,
    }
# Drafts open to comments: written by the department, read by everyone whose reach it is in.
INTERACTION |= {
    "admin:feedback_consultation_changelist": SIGNED_IN,
    "admin:feedback_consultation_add": WRITE,
    "admin:feedback_consultation_change": ROW,
    "admin:feedback_consultation_history": ROW,
    "admin:feedback_consultation_delete": NOBODY_ROW,
    "admin:feedback_consultation_move": WRITE_ROW,  # withdraw
}
INTERACTION |= {
    "admin:feedback_limitrule_add": NOBODY,
    "admin:feedback_limitrule_delete": NOBODY,
    "admin:feedback_opinionlimit_add": NOBODY,
    "admin:feedback_opinionlimit_delete": NOBODY,
}
