"""Who gets what of the knowledge list on the desk, and of public opinion."""

from tests.permission_letters import NOBODY_ROW, ROW, SIGNED_IN

OPINIONS = {
    # Editors of the knowledge list: the department's clerks, and the office.
    "feedback:knowledge-desk": SIGNED_IN,
    "feedback:knowledge-propose": "> m m m m m m m",
    "feedback:knowledge-candidate": ROW,
    "feedback:knowledge-candidate-move": "> o - x o x x o",
    "feedback:knowledge-versions": ROW,
    "admin:feedback_knowledgeentry_changelist": SIGNED_IN,
    "admin:feedback_knowledgeentry_add": "> o o x o x x o",
    "admin:feedback_knowledgeentry_draft": "> o o x o x x o",
    "admin:feedback_knowledgeentry_import": "> o o x o x x o",
    # A token of nobody, as for the lists.
    "admin:feedback_knowledgeentry_preview": "> - - x - x x -",
    "admin:feedback_knowledgeentry_export": SIGNED_IN,
    "admin:feedback_knowledgeentry_change": ROW,
    "admin:feedback_knowledgeentry_history": ROW,
    "admin:feedback_knowledgeentry_delete": NOBODY_ROW,
    "admin:feedback_knowledgeentry_move": "> o - x o x x o",  # withdraw
    # Public opinion is for officials alone; what follows for a department, that department reads.
    "feedback:opinion-list": SIGNED_IN,
    "feedback:opinion-new": "> o o x o x x o",
    "feedback:opinion-groups": "> o o x o x x o",
    "feedback:opinion-import": "> o o x o x x o",
    "feedback:opinion-template": "> o o x o x x o",
    "feedback:opinion-incentives": SIGNED_IN,
    "feedback:opinion-incentives-file": SIGNED_IN,
    "feedback:opinion-figures": "> x x x o x o o",
    "feedback:opinion-detail": ROW,
    "feedback:opinion-move": "> o - x o x x o",  # respond
}
