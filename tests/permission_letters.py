"""The roles, and the letters for what each gets, in the permission table."""

ROLES = (
    "anonymous",
    "clerk",
    "stranger",
    "reviewer",
    "government_office",
    "legal_affairs",
    "supervisor",
    "administrator",
)
STATUS = {"o": 200, "x": 403, "-": 404, ">": 302, "m": 405, "t": 401}

ALL = "o o o o o o o o"
SIGNED_IN = "> o o o o o o o"
ROW = "> o - o o o o o"
NOT_BEGUN = "> > > > > > > >"
GONE = "- - - - - - - -"
NO_TOKEN = "t t t t t t t t"
WRITE = "> o o x x x x o"
WRITE_ROW = "> o - x x x x o"
NOBODY = "> x x x x x x x"
NOBODY_ROW = "> x - x x x x x"
ADMIN_ONLY = "> x x x x x x o"
SEEN_BY_ADMIN_ONLY = "> - - - - - - o"
