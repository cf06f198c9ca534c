"""Open data: what the data catalogue lacks, and what was not brought up to date."""

from django.utils.translation import gettext_lazy as _

from catalogs.data_enums import UPDATE_GRACE_DAYS
from catalogs.models import Dataset, Field
from supervision.enums import Aspect, Indicator, Level

from .rule import Parameter, Rule, Shape

# A field belongs to no department: the office that supervises answers for it.
FIELD = Shape(department="", field="pk")

RULES = (
    Rule(
        code="field-without-datasets",
        name=_("Pilot field with too few datasets"),
        meaning=_("The data catalogue holds fewer public datasets of the pilot field than asked."),
        source=_("Plan of the pilot of Binhu District: platform of data sharing"),
        remedy=_("Have the departments of the field enter and publish a further dataset."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.DATA,
        level=Level.YELLOW,
        weight=4,
        red_after=20,
        shape=FIELD,
        examined=lambda on: Field.objects.pilot(),
        found=lambda rows, on: rows.with_fewer_datasets(on["datasets"], today=on.today),
        parameters=(Parameter("datasets", _("datasets of a field at least"), 2, 1, 100),),
    ),
    Rule(
        code="dataset-without-dictionary",
        name=_("Dataset without a whole dictionary"),
        meaning=_("The data dictionary does not explain every column of the newest version."),
        source=_("Wuxi rules on opening public data, Xi Zheng Gui [2024] No. 7: data re-usable"),
        remedy=_("Write in the data dictionary what each column means."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.DATA,
        level=Level.YELLOW,
        weight=2,
        red_after=20,
        shape=Shape(since="published_on"),
        examined=lambda on: Dataset.objects.public(on.today),
        found=lambda rows, on: rows.without_dictionary(),
    ),
    Rule(
        code="dataset-stale",
        name=_("Dataset not updated in time"),
        meaning=_("The data were not updated within the period that the catalogue promises."),
        source=_("The update frequency in the data catalogue"),
        remedy=_("Release a new version, or correct the update frequency."),
        aspect=Aspect.TIMELINESS,
        indicator=Indicator.DATA,
        level=Level.YELLOW,
        weight=3,
        red_after=10,
        shape=Shape(since="updated_on"),
        examined=lambda on: Dataset.objects.public(on.today).periodical(),
        found=lambda rows, on: rows.stale(on.today, grace=on["days"]),
        parameters=(Parameter("days", _("days of grace"), UPDATE_GRACE_DAYS, 0, 366),),
    ),
)
