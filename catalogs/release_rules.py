"""Whether a pushed publication may be released without a reviewer, by the rule of its system."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogs import attachment_texts
from catalogs.enums import DocumentKind
from catalogs.identity import card_numbers, personal_numbers
from catalogs.models import Attachment, Publication, PushSystem
from catalogs.push_enums import PushRule

# What a reader of the document sees of its text.
TEXTS = ("title", "title_en", "summary", "summary_en", "body", "audience_group", "procedure")

NUMBERS_ATTACHED = _(
    "An attachment holds numbers that look like a person's; a reviewer looks at them first."
)
UNREADABLE = _("An attachment could not be looked through; a reviewer looks at it first.")


def why_held(system: PushSystem, publication: Publication) -> list[str | Promise] | None:
    """Return None when ``publication`` is released straight, else why it goes to review.

    A system that always pushes to review has no reason to give. A policy is signed together with
    its interpretation (Guo Ban Fa [2016] No. 80), so people decide on both. A text that seems to
    hold the number of a person, its own or that of an attached table or Office file, is looked at
    by one; so is an attachment of these kinds that cannot be read.
    """
    if system.rule != PushRule.RELEASE:
        return []
    reasons: list[str | Promise] = []
    if publication.kind != DocumentKind.INFORMATION:
        reasons.append(_("Policies and interpretations always go to review."))
    if publication.genre not in system.release_genres:
        reasons.append(_("Documents of this genre go to review."))
    if not _matters_allow(system, publication):
        reasons.append(_("The matters it serves are not all among those released straight."))
    if _holds_numbers(_text_of(publication)):
        reasons.append(
            _("The text holds numbers that look like a person's; a reviewer looks at them first.")
        )
    return reasons + _about_attachments(publication) or None


def _matters_allow(system: PushSystem, publication: Publication) -> bool:
    served = set(publication.matters.values_list("pk", flat=True))
    allowed = set(system.release_matters.values_list("pk", flat=True))
    return bool(served) and (not allowed or served <= allowed)


def _about_attachments(publication: Publication) -> list[str | Promise]:
    told: dict[str | Promise, None] = {}
    for file in publication.attachments.all():
        if file.extension not in attachment_texts.READ:
            continue
        try:
            found = _numbers_within(file)
        except attachment_texts.Unreadable:
            told[UNREADABLE] = None
            continue
        if found:
            told[NUMBERS_ATTACHED] = None
    return list(told)


def _numbers_within(file: Attachment) -> bool:
    with file.file.open("rb") as content:
        return any(map(_holds_numbers, attachment_texts.pieces(content, file.extension)))


def _text_of(publication: Publication) -> str:
    texts = [getattr(publication, name) for name in TEXTS] + list(publication.keywords)
    for file in publication.attachments.all():
        texts += [file.name, file.text_alternative]
    return "\n".join(texts)


def _holds_numbers(text: str) -> bool:
    return bool(personal_numbers(text) or card_numbers(text))
