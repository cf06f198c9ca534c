"""What can be asked of the disclosed documents."""

from django.utils.translation import gettext_lazy as _

from catalogs.enums import DocumentKind, Effectiveness, Genre, PublicStage, Theme
from catalogs.models import Publication

from .entries import DEPARTMENT, FIELD, public_matters, public_powers, public_services
from .faceted import FacetedFilter, Order
from .facets import ChoiceFacet, LinkedTo, YearFacet


class DocumentFilter(FacetedFilter):
    facets = (
        ChoiceFacet("kind", _("Kind"), DocumentKind),
        YearFacet("year", _("Year of issue"), column="issued_on"),
        ChoiceFacet("effectiveness", _("Effectiveness"), Effectiveness),
        FIELD,
        DEPARTMENT,
        ChoiceFacet("theme", _("Theme"), Theme),
        ChoiceFacet("genre", _("Genre"), Genre),
        ChoiceFacet("stage", _("Stage of the five publics"), PublicStage),
    )
    batches = (("department", "theme"), ("field",))
    orders = {
        "newest": Order(_("newest first"), ("-issued_on", "-pk")),
        "oldest": Order(_("oldest first"), ("issued_on", "pk")),
        "title": Order(_("title"), ("title", "pk")),
    }
    searched = ("title", "title_en", "document_number", "index_number")
    links = {
        "matter": LinkedTo(path="matters", label=_("Matter"), public=public_matters),
        "power": LinkedTo(path="matters__powers", label=_("Power"), public=public_powers),
        "service": LinkedTo(path="matters__services", label=_("Service"), public=public_services),
    }

    class Meta:
        model = Publication
        fields = []
