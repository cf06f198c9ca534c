"""What can be asked of the data catalogue."""

from django.utils.translation import gettext_lazy as _

from catalogs.data_enums import DataFormat, Openness, UpdateFrequency, UpdateState
from catalogs.enums import Theme
from catalogs.models import Dataset

from .entries import DEPARTMENT, FIELD, public_matters
from .faceted import FacetedFilter, Order
from .facets import ChoiceFacet, LinkedTo


class DatasetFilter(FacetedFilter):
    """The rows come with ``with_update_state`` and ``with_uses``."""

    facets = (
        FIELD,
        ChoiceFacet("file_format", _("Format"), DataFormat, column="latest__format"),
        ChoiceFacet("frequency", _("Update frequency"), UpdateFrequency),
        ChoiceFacet("update", _("Update"), UpdateState, column="update_state"),
        ChoiceFacet("openness", _("Openness"), Openness),
        DEPARTMENT,
        ChoiceFacet("theme", _("Theme"), Theme),
    )
    batches = (("field", "department", "theme"),)
    orders = {
        "newest": Order(_("newest data first"), ("-updated_on", "-pk")),
        "name": Order(_("name"), ("sort_key", "pk")),
        "used": Order(_("most used first"), ("-used", "-updated_on", "-pk")),
        "largest": Order(_("most rows first"), ("-latest__row_count", "-pk")),
    }
    searched = ("name", "name_en", "code", "description", "description_en")
    links = {
        "matter": LinkedTo(path="matters", label=_("Matter"), public=public_matters),
    }

    class Meta:
        model = Dataset
        fields = []
