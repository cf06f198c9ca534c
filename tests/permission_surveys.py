"""Who gets what of surveys and of evaluations by third parties."""

from tests.permission_letters import ALL, NOBODY, NOBODY_ROW, ROW, SIGNED_IN, WRITE, WRITE_ROW

SURVEYS = {
    "feedback:surveys": ALL,
    "feedback:survey": ALL,
    "feedback:survey-thanks": ALL,
    "feedback:evaluations": ALL,
    "feedback:evaluation": ALL,
    # Results of a survey with its texts are for who reaches its department.
    "feedback:survey-results": ROW,
    "feedback:survey-preview": ROW,
    "feedback:survey-download": ROW,
    "admin:feedback_survey_changelist": SIGNED_IN,
    "admin:feedback_survey_add": WRITE,
    "admin:feedback_survey_change": ROW,
    "admin:feedback_survey_history": ROW,
    "admin:feedback_survey_delete": NOBODY_ROW,
    "admin:feedback_survey_move": WRITE_ROW,  # withdraw
    # What third parties found: entered by the office and supervision, read by all officials.
    "admin:feedback_evaluation_changelist": SIGNED_IN,
    "admin:feedback_evaluation_add": "> x x x o x o o",
    "admin:feedback_evaluation_change": SIGNED_IN,
    "admin:feedback_evaluation_history": SIGNED_IN,
    "admin:feedback_evaluation_delete": NOBODY,
    "admin:feedback_evaluation_move": "> x x x o x o o",  # withdraw
}
