"""What the asker writes after it was sent: number and code, and the mark."""

from django.utils.translation import gettext_lazy as _

from catalogs.forms import tracking


class TrackForm(tracking.TrackForm):
    """Receipt number and query code together open a submission."""

    example = _("For example HD-2026-00001.")


class RatingForm(tracking.RatingForm):
    """One mark, and a word if the asker likes."""

    question = _("How was your submission handled?")
