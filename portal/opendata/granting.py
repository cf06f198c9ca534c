"""Who may read the rows and files of a dataset: everyone, or who was granted access and until when.

A grant is shown by its key in the header of a free key, or by the session that has opened the
request with number and code. Each use is counted, and nothing of what was asked.
"""

from django.http import HttpRequest
from django.utils import timezone

from catalogs import data_access
from catalogs.data_enums import Openness
from catalogs.models import DataAccessRequest, Dataset
from catalogs.sharing_enums import AccessWay
from catalogs.tracking_sessions import TrackingSession
from portal.opendata.throttling import given_key

# How answers with granted data are kept: by nobody but the reader, who saves them on purpose.
GIVEN_TO_ONE = "private, no-store"
SESSION = TrackingSession(
    "data_access.tracked",
    rows=lambda: DataAccessRequest.objects.select_related("dataset__department").exclude(
        code_hash=""
    ),
    track="portal:access-track",
)


def may_read(request: HttpRequest, dataset: Dataset) -> bool:
    """Say whether this reader may have the data, and count the use of a grant."""
    if dataset.openness == Openness.UNCONDITIONAL:
        return True
    found = _grant(request, dataset)
    if found is None:
        return False
    grant, way = found
    data_access.count_use(grant, way, today=timezone.localdate())
    return True


def may_see(request: HttpRequest, dataset: Dataset) -> bool:
    """Say the same for a page that shows whether the data can be had, and count nothing."""
    return dataset.openness == Openness.UNCONDITIONAL or _grant(request, dataset) is not None


def _grant(request: HttpRequest, dataset: Dataset) -> tuple[DataAccessRequest, AccessWay] | None:
    today = timezone.localdate()
    if key := given_key(request):
        grant = data_access.opened_by(key, dataset, today=today)
        return (grant, AccessWay.KEY) if grant else None
    row = SESSION.opened(request)
    if row is not None and row.dataset_id == dataset.pk and row.is_in_force(today):
        return row, AccessWay.SESSION
    return None
