"""Who may do what in supervision: the tables of the admin by role."""

from catalogs.enums import Role

_RULES = ("rulesetting", "indicatorweight")
_ROUNDS = ("assessmentround", "manualitem", "manualmark", "departmentnote")
_PILOT = ("pilotstage", "pilottask")


def _may(actions: tuple[str, ...], models: tuple[str, ...]) -> set[str]:
    return {f"{action}_{model}" for action in actions for model in models}


_SEE = _may(("view",), (*_RULES, *_PILOT))
_SEE_ROUNDS = _may(("view",), _ROUNDS)
_WRITE_ROUNDS = _may(("add", "change"), _ROUNDS) | _may(("delete",), ("manualitem", "manualmark"))
# Codenames of this app that each role's group holds: for the tables the admin shows.
ROLE_PERMISSIONS: dict[str, set[str]] = {
    Role.CLERK: _SEE,
    Role.REVIEWER: _SEE,
    Role.LEGAL_AFFAIRS: _SEE,
    Role.GOVERNMENT_OFFICE: _SEE | _SEE_ROUNDS | _may(("change",), _PILOT),
    Role.SUPERVISOR: _SEE | _SEE_ROUNDS | _WRITE_ROUNDS | _may(("change",), _PILOT),
    Role.ADMINISTRATOR: _SEE
    | _SEE_ROUNDS
    | _WRITE_ROUNDS
    | _may(("change",), _RULES)
    | _may(("add", "change"), _PILOT),
}
