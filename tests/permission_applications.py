"""Who gets what of disclosure on application: applicants, the public, the desk."""

from tests.permission_letters import ALL, GONE, NOT_BEGUN, ROW, SIGNED_IN

APPLICATIONS = {
    # Letters of an application: the applicant's after number and code, the desk's without names.
    # The applicant has no account: the browser's cookie and the session open what is theirs.
    "applications:new": ALL,
    "applications:new-step": ALL,
    "applications:new-check": NOT_BEGUN,
    "applications:new-discard": "m m m m m m m m",
    "applications:receipt": NOT_BEGUN,
    "applications:receipt-qr": GONE,
    "applications:receipt-pdf": GONE,
    "applications:track": ALL,
    "applications:track-leave": "m m m m m m m m",
    "applications:track-case": NOT_BEGUN,
    "applications:track-clock": NOT_BEGUN,
    "applications:track-file": NOT_BEGUN,
    "applications:track-correct": NOT_BEGUN,
    "applications:track-withdraw": NOT_BEGUN,
    "applications:track-rate": NOT_BEGUN,
    "applications:track-paper": "> > > > > > > >",
    "applications:track-paper-pdf": "> > > > > > > >",
    # What everyone may read; the texts of a report are written by its department or the office.
    "applications:guide": ALL,
    "applications:chart": ALL,
    "applications:work": ALL,
    "applications:statistics": ALL,
    "applications:cases": ALL,
    "applications:case-detail": ALL,
    "applications:answered": ALL,
    "applications:answered-detail": ALL,
    "applications:annual-reports": ALL,
    "applications:annual-report": ALL,
    "applications:annual-report-download": ALL,
    "applications:annual-report-edit": "> - - - o - - o",
    "applications:repeated": SIGNED_IN,
    # The desk: an action is for its roles, on what is the department's own.
    "applications:desk-list": SIGNED_IN,
    "applications:desk-export": "> x x o o x o o",
    "applications:desk-register": "> x x x o x x o",
    "applications:desk-detail": ROW,
    "applications:desk-worksheet": ROW,
    "applications:desk-file": "> m - m m - - m",
    "applications:desk-identity": "> m m m m m m m",
    "applications:desk-move": "> o - x o x x o",
    "applications:desk-paper": ROW,
    "applications:desk-paper-pdf": ROW,
    "applications:desk-paper-full": "> m m m m m m m",
    "applications:desk-answer-letter": ROW,
}
