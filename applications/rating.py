"""The applicant rates how the application was handled."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from applications.models import Application, Rating
from applications.moving import begin, finish
from catalogs.workflow import MoveRefused


@transaction.atomic
def rate(
    application: Application,
    *,
    score: int,
    today: date,
    comment: str = "",
    at: datetime | None = None,
) -> Rating:
    """Give a mark of one to five, once, after the answer. Raises ``ValidationError`` by field."""
    application = begin(application, "rate", actor=None, applicant=True)
    if Rating.objects.filter(application=application).exists():
        raise MoveRefused(_("The application is rated already."), code="state")
    rating = Rating(application=application, score=score, comment=comment, rated_on=today)
    rating.full_clean()
    rating.save()
    finish(application, "rate", actor=None, changes={"score": [None, score]}, at=at)
    return rating
