"""Which application this session has opened, and for how long."""

from applications.models import Application
from catalogs.tracking_sessions import TrackingSession

KEY = "applications.tracked"
SESSION = TrackingSession(
    KEY,
    rows=lambda: Application.objects.select_related("department").exclude(code_hash=""),
    track="applications:track",
)
tracked = SESSION.tracked
