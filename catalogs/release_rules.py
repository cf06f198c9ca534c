"""Whether a pushed publication may be released without a reviewer, by the rule of its system."""

from django.utils.translation import gettext as _

from catalogs.enums import DocumentKind
from catalogs.identity import card_numbers, personal_numbers
from catalogs.models import Publication, PushSystem
from catalogs.push_enums import PushRule

# What a reader of the document sees of its text.
TEXTS = ("title", "title_en", "summary", "summary_en", "body", "audience_group", "procedure")


def why_held(system: PushSystem, publication: Publication) -> list[str] | None:
    """Return None when ``publication`` is released straight, else why it goes to review.

    A system that always pushes to review has no reason to give. A policy is signed together with
    its interpretation (Guo Ban Fa [2016] No. 80), so people decide on both. A text that seems to
    hold the number of a person is looked at by one.
    """
    if system.rule != PushRule.RELEASE:
        return []
    reasons = []
    if publication.kind != DocumentKind.INFORMATION:
        reasons.append(_("Policies and interpretations always go to review."))
    if publication.genre not in system.release_genres:
        reasons.append(_("Documents of this genre go to review."))
    if not _matters_allow(system, publication):
        reasons.append(_("The matters it serves are not all among those released straight."))
    if _holds_personal_numbers(publication):
        reasons.append(
            _("The text holds numbers that look like a person's; a reviewer looks at them first.")
        )
    return reasons or None


def _matters_allow(system: PushSystem, publication: Publication) -> bool:
    served = set(publication.matters.values_list("pk", flat=True))
    allowed = set(system.release_matters.values_list("pk", flat=True))
    return bool(served) and (not allowed or served <= allowed)


def _holds_personal_numbers(publication: Publication) -> bool:
    texts = [getattr(publication, name) for name in TEXTS] + list(publication.keywords)
    for file in publication.attachments.all():
        texts += [file.name, file.text_alternative]
    text = "\n".join(texts)
    return bool(personal_numbers(text) or card_numbers(text))
