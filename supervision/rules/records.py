"""Completeness of documents and their records, and of the columns of fields and departments."""

from django.utils.translation import gettext_lazy as _

from catalogs.models import Department, Field, Publication
from supervision.enums import Aspect, Indicator, Level

from .rule import Moment, Rule, Shape

DOCUMENT = Shape(title="title", since="issued_on")
COLUMN_OF_FIELD = Shape(department="", field="pk")
DEPARTMENT = Shape(department="pk", field="")
RECORD = _("Guidelines on the catalogue of government information (trial), core elements")
CATALOGUE = _("State Council General Office, Guo Ban Fa [2019] No. 54, standard catalogue")
SITE = _("Inspection indicators of government websites, Guo Ban Mi Han [2019] No. 19")
ARTICLE_12 = _("Regulation on Open Government Information (Decree 711), Art. 12")
ARTICLE_20 = _("Regulation on Open Government Information (Decree 711), Art. 20")
PILOT = _("Plan of the pilot (Xi Zheng Ban Fa [2017] No. 186), nine fields")


def _documents(on: Moment):
    return Publication.objects.public(on.today)


def _departments(on: Moment):
    return Department.objects.answering()


RULES = (
    Rule(
        code="document-record-incomplete",
        name=_("Record of a document incomplete"),
        meaning=_("Field, keywords or forms are missing, or the number or validity of a policy."),
        source=RECORD,
        remedy=_("Complete the record of the document."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=2,
        red_after=20,
        shape=DOCUMENT,
        examined=_documents,
        found=lambda rows, on: rows.with_incomplete_record(),
    ),
    Rule(
        code="document-without-content",
        name=_("Document without content"),
        meaning=_("The document has no text, no file and no address on another site."),
        source=SITE,
        remedy=_("Add the text or the file, or withdraw the document."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.RED,
        weight=4,
        red_after=0,
        shape=DOCUMENT,
        examined=_documents,
        found=lambda rows, on: rows.without_content(),
    ),
    Rule(
        code="document-without-matter",
        name=_("Document outside the list of matters"),
        meaning=_("The document is not linked with any publicity matter."),
        source=CATALOGUE,
        remedy=_("Link the document with its matter, or propose to add the matter to the list."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=1,
        red_after=30,
        shape=DOCUMENT,
        examined=lambda on: _documents(on).information(),
        found=lambda rows, on: rows.without_matter(),
    ),
    Rule(
        code="document-without-elements",
        name=_("Document that covers no content element"),
        meaning=_(
            "The matter names its content elements, and the document does not say which it covers."
        ),
        source=CATALOGUE,
        remedy=_("Mark which content elements the document covers."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=1,
        red_after=30,
        shape=DOCUMENT,
        examined=lambda on: _documents(on).of_matters_with_elements(),
        found=lambda rows, on: rows.without_elements(),
    ),
    Rule(
        code="field-without-documents",
        name=_("Pilot field without documents"),
        meaning=_("Nothing is public in a field of the pilot: its column is empty."),
        source=PILOT,
        remedy=_("Publish the documents of the field."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.RED,
        weight=5,
        red_after=0,
        shape=COLUMN_OF_FIELD,
        examined=lambda on: Field.objects.pilot(),
        found=lambda rows, on: rows.without_documents(on.today),
    ),
    Rule(
        code="department-without-documents",
        name=_("Department without documents"),
        meaning=_("The department has published nothing: its column is empty."),
        source=ARTICLE_20,
        remedy=_("Publish what the department is to disclose on its own initiative."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=4,
        red_after=20,
        shape=DEPARTMENT,
        examined=_departments,
        found=lambda rows, on: rows.without_documents(on.today),
    ),
    Rule(
        code="department-contact-incomplete",
        name=_("Contact of a department incomplete"),
        meaning=_("Address, telephone, office hours or the internet contact is missing."),
        source=ARTICLE_12,
        remedy=_("Give the missing contact in the record of the department."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=10,
        shape=DEPARTMENT,
        examined=_departments,
        found=lambda rows, on: rows.without_contact(),
    ),
    Rule(
        code="department-without-guide",
        name=_("Department without disclosure guide"),
        meaning=_(
            "The department does not say how its information is arranged and how to apply for more."
        ),
        source=ARTICLE_12,
        remedy=_("Write the guide to disclosure."),
        aspect=Aspect.COMPLETENESS,
        indicator=Indicator.COMPLETENESS,
        level=Level.YELLOW,
        weight=3,
        red_after=20,
        shape=DEPARTMENT,
        examined=_departments,
        found=lambda rows, on: rows.without_disclosure_guide(),
    ),
)
