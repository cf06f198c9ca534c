"""Keep machines that send in bulk out of public forms, without an outside service.

With JavaScript the browser works: it searches the number whose hash is given, which takes a
second or two and asks nothing of the person. Without JavaScript the person answers a small sum,
which a machine could do as well; that path is therefore slower: a form answered sooner than
``QUESTION_SECONDS`` after it was shown is not taken, and the view counts it under a tighter limit.
Work and sum are good once. The widget that comes with the proof-of-work library brings inline
styles and a worker without an address, which our policy blocks: ``static/js/spam_guard.js`` does
the work instead.
"""

import base64
import json
import secrets
import time
from typing import ClassVar

from django import forms
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_altcha import AltchaField, get_altcha_challenge

from catalogs.rate_limits import DAY, HOUR, Limit
from catalogs.workflow import Words

# A browser tries some tens of thousands of numbers a second; half of these on average.
LARGEST_NUMBER = 60_000
CHALLENGE_SECONDS = 20 * 60
QUESTION_SECONDS = 3
_SALT = "catalogs.spam_guard"

# For the views: how many a network may send by each path.
LIMITS_BY_WORK = (Limit(10, HOUR), Limit(30, DAY))
LIMITS_BY_QUESTION = (Limit(3, HOUR), Limit(6, DAY))


class WorkField(AltchaField):
    """The proof of work; empty where the browser did none."""

    default_error_messages: ClassVar = {
        name: _("The check of your browser did not succeed. Please send once more.")
        for name in ("error", "invalid", "required", "replay")
    }

    def __init__(self) -> None:
        forms.Field.__init__(self, required=False, widget=forms.HiddenInput)

    def validate(self, value: str) -> None:
        if value:
            super().validate(value)

    def replay_attack_protection(self, payload: str) -> None:
        """Use up the challenge in one step, so that two posts at once cannot share it."""
        challenge = json.loads(base64.b64decode(payload))["challenge"]
        _use_up(f"work:{challenge}", self.error_messages["replay"])


class SumInput(forms.TextInput):
    """Never required by the browser: hidden where the browser does the work.

    Shown again it is empty: the sum beside it is another one.
    """

    def format_value(self, value) -> None:
        return None

    def use_required_attribute(self, initial) -> bool:
        return False


class SumField(forms.CharField):
    """Not optional for who sees it; whether it is needed is known with the rest of the form."""

    def validate(self, value: str) -> None:
        """Take an empty answer here: the browser may have done the work."""


class SpamGuardForm(forms.Form):
    """Mixed into a public form: the proof of work, or the answer to a small sum.

    ``used_work`` says after validation which of the two it was. What was right once is used
    up, so put this last: a form with other errors must be asked before.
    """

    work = WorkField()
    answer = SumField(
        label=_("Answer to the sum"),
        max_length=10,
        widget=SumInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    question = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400)
    used_work = False

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.second = (secrets.randbelow(8) + 2 for _n in range(2))
        self.fields["answer"].help_text = _(
            "What is %(first)s plus %(second)s? Write the number in digits."
        ) % {"first": self.first, "second": self.second}

    @property
    def challenge(self) -> str:
        """The task for the browser, as JSON; a fresh one each time the page is shown."""
        challenge = get_altcha_challenge(
            max_number=LARGEST_NUMBER, expires=CHALLENGE_SECONDS * 1000
        )
        return json.dumps(challenge.to_dict())

    @property
    def fresh_question(self) -> str:
        """The sum, sealed: its result cannot be read from it, and it cannot be used twice."""
        nonce = secrets.token_hex(8)
        sealed = _sealed(nonce, self.first + self.second)
        return signing.dumps([nonce, sealed, int(time.time())], salt=_SALT)

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned.get("work"):
            self.used_work = True
        elif not cleaned.get("answer"):
            self.add_error("answer", _("Answer the sum, so that we know a person is writing."))
        else:
            try:
                _check_sum(cleaned.get("question", ""), cleaned["answer"])
            except ValidationError as error:
                self.add_error("answer", error)
        return cleaned

    @property
    def limits(self) -> tuple[Limit, ...]:
        return LIMITS_BY_WORK if self.used_work else LIMITS_BY_QUESTION


def _sealed(nonce: str, result: int) -> str:
    return salted_hmac(_SALT, f"{nonce}:{result}", algorithm="sha256").hexdigest()


def _check_sum(question: str, answer: str) -> None:
    wrong = ValidationError(_("The answer is not right. Here is another sum."), code="wrong")
    try:
        nonce, sealed, shown_at = signing.loads(question, salt=_SALT, max_age=CHALLENGE_SECONDS)
        result = int(answer)
    except (signing.BadSignature, ValueError) as error:
        raise wrong from error
    if not secrets.compare_digest(sealed, _sealed(nonce, result)):
        raise wrong
    if time.time() - shown_at < QUESTION_SECONDS:
        raise ValidationError(_("That was very quick. Here is another sum."), code="quick")
    _use_up(f"sum:{nonce}", _("The answer was used already. Here is another sum."))


def _use_up(what: str, words: Words) -> None:
    if not cache.add(f"spam-guard:{what}", True, CHALLENGE_SECONDS):
        raise ValidationError(words, code="replay")
