"""Who gets what of the lists, documents and units in the admin."""

from tests.permission_letters import (
    ADMIN_ONLY,
    NOBODY,
    NOBODY_ROW,
    ROW,
    SEEN_BY_ADMIN_ONLY,
    SIGNED_IN,
    WRITE,
    WRITE_ROW,
)
from tests.permission_uploads import UPLOADS

CATALOGS = {}
for model in ("poweritem", "serviceitem", "publicitymatter", "publication"):
    CATALOGS |= {
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
    CATALOGS[f"admin:catalogs_{model}_propose"] = WRITE_ROW
CATALOGS |= {
    "admin:catalogs_poweritem_guide": WRITE_ROW,
    "admin:catalogs_serviceitem_guide": WRITE_ROW,
    "admin:catalogs_publicitymatter_nondisclosure": WRITE_ROW,
    "admin:catalogs_publication_attachment": ROW,
    "admin:catalogs_publication_move": "> o - x x x x o",  # submit
    "admin:catalogs_adjustment_move": "> x - x o x x o",  # approve
    "admin:catalogs_adjustment_amend": NOBODY_ROW,  # it is submitted
    "admin:catalogs_nondisclosurereview_move": "> x - o x x x o",  # pass on
}
CATALOGS |= {
    "admin:catalogs_dataset_changelist": SIGNED_IN,
    "admin:catalogs_dataset_add": WRITE,
    "admin:catalogs_dataset_change": ROW,
    "admin:catalogs_dataset_history": ROW,
    "admin:catalogs_dataset_delete": WRITE_ROW,
    "admin:catalogs_dataset_file": ROW,
    "admin:catalogs_dataset_move": "> x - o x x x o",  # publish
    **UPLOADS,
}
for model in ("adjustment", "nondisclosurereview"):
    CATALOGS |= {
        f"admin:catalogs_{model}_changelist": SIGNED_IN,
        f"admin:catalogs_{model}_add": NOBODY,
        f"admin:catalogs_{model}_change": ROW,
        f"admin:catalogs_{model}_history": ROW,
        f"admin:catalogs_{model}_delete": NOBODY_ROW,
    }
for model in ("field", "calendarday", "mattergroup"):
    CATALOGS |= {
        f"admin:catalogs_{model}_changelist": SIGNED_IN,
        f"admin:catalogs_{model}_add": ADMIN_ONLY,
        f"admin:catalogs_{model}_change": SIGNED_IN,
        f"admin:catalogs_{model}_history": SIGNED_IN,
        f"admin:catalogs_{model}_delete": ADMIN_ONLY,
    }
CATALOGS |= {
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
