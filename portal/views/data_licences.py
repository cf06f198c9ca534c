"""The licences under which open data are given, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogs.data_enums import DataLicence
from portal.opendata.licences import CREATIVE_COMMONS, anchor


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """Show what each licence allows, and what it asks for."""
    context = {
        "trail": [
            {"text": _("Open data"), "url": reverse("portal:dataset-list")},
            {"text": _("Licences of open data")},
        ],
        "licences": [
            {
                "anchor": anchor(licence),
                "name": licence.label,
                "sentences": sentences,
                "url": CREATIVE_COMMONS.get(licence, ""),
            }
            for licence, sentences in _sentences().items()
        ],
    }
    return render(request, "portal/data/licence.html", context)


def _sentences() -> dict[DataLicence, list[str]]:
    return {
        DataLicence.SOURCE_NAMED: [
            _("You may use, copy, change and pass on the data, also in business, without a fee."),
            _("Name the department, the dataset and the day of the data wherever you show them."),
            _("Say so if you changed the data, and do not give them out as official after that."),
            _("The data are given as they are: the department answers for no use of them."),
        ],
        DataLicence.CC_BY_4: [
            _("You may use, copy, change and pass on the data, also in business, without a fee."),
            _("Name the department as the author, link the licence, and say what you changed."),
        ],
        DataLicence.CC0: [
            _("No rights are reserved: do with the data what you like, and name nobody."),
            _("A note where the data come from is welcome all the same."),
        ],
    }
