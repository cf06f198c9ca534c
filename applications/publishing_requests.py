"""Verbs of publishing an answered request: an editor's anonymised text, with consent."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from applications.identity import contained_parts
from applications.models import Application, PublishedRequest
from applications.moving import begin, finish
from catalogs.models import Official
from catalogs.refreshing import refresh_later
from catalogs.workflow import MoveRefused


@transaction.atomic
def publish_request(
    application: Application,
    *,
    actor: Official,
    title: str,
    question: str,
    answer: str,
    today: date,
    lesson: str = "",
    is_typical: bool = False,
    at: datetime | None = None,
) -> PublishedRequest:
    """Publish the editor's text of an answered request, or a new text in place of the old.

    Raises ``MoveRefused`` without the applicant's consent or once the identity parts, against
    which the text is checked, are erased; ``ValidationError`` beside a text that contains an
    identity part of the applicant or of a third party that was asked, anyone's identity card or
    mobile telephone number, or that is too long.
    """
    application = begin(application, "publish_request", actor=actor)
    if not application.consent_to_publish:
        raise MoveRefused(_("The applicant has not consented to publishing."), code="consent")
    if application.identity_erased_at:
        raise MoveRefused(
            _("The identity parts are erased; the text can no longer be checked."), code="state"
        )
    texts = {"title": title, "question": question, "answer": answer, "lesson": lesson}
    _check_anonymous(application, texts)
    published = PublishedRequest.objects.filter(application=application).first()
    published = published or PublishedRequest(application=application, published_on=today)
    if published.withdrawn_on:
        published.published_on, published.withdrawn_on = today, None
    for name, text in texts.items():
        setattr(published, name, text)
    published.is_typical, published.editor = is_typical, actor
    published.department = application.department
    published.full_clean()
    published.save()
    finish(application, "publish_request", actor=actor, at=at)
    refresh_later(published)
    return published


@transaction.atomic
def withdraw_request(
    published: PublishedRequest,
    *,
    actor: Official,
    reason: str,
    today: date,
    at: datetime | None = None,
) -> PublishedRequest:
    """Take a published request off the site, once; the reason is kept in the history.

    Raises ``ValidationError`` keyed ``reason``, or ``MoveRefused`` if it is taken back already.
    """
    application = begin(published.application, "publish_request", actor=actor)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    published = PublishedRequest.objects.select_for_update().get(pk=published.pk)
    if published.withdrawn_on:
        raise MoveRefused(
            _("“%(action)s” is not possible in the present state.")
            % {"action": _("Take the published text back")},
            code="state",
        )
    published.withdrawn_on = today
    published.save(update_fields=["withdrawn_on"])
    finish(
        application,
        "publish_request",
        actor=actor,
        reason=reason,
        changes={"withdrawn_on": [None, today]},
        at=at,
    )
    refresh_later(published)
    return published


def _check_anonymous(application: Application, texts: dict[str, str]) -> None:
    errors = {}
    for name, text in texts.items():
        if contained_parts(text, application):
            errors[name] = _("This text contains a part of someone's identity; take it out.")
    if errors:
        raise ValidationError(errors)
