"""The guard of public forms: work or a sum, each good once and for a while."""

import base64
import json
import re
from datetime import timedelta

import altcha
import pytest
import time_machine

from catalogs.spam_guard import (
    CHALLENGE_SECONDS,
    LIMITS_BY_QUESTION,
    LIMITS_BY_WORK,
    QUESTION_SECONDS,
    SpamGuardForm,
)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-24T10:00:00+08:00", tick=False) as clock:
        yield clock


def solved(**changed) -> dict[str, str]:
    task = json.loads(SpamGuardForm().challenge)
    number = altcha.solve_challenge(
        task["challenge"], task["salt"], task["algorithm"], task["maxNumber"]
    ).number
    payload = {key: task[key] for key in ("algorithm", "challenge", "salt", "signature")}
    payload |= {"number": number} | changed
    return {"work": base64.b64encode(json.dumps(payload).encode()).decode()}


def asked() -> tuple[SpamGuardForm, dict[str, str]]:
    form = SpamGuardForm()
    return form, {"question": form.fresh_question, "answer": str(form.first + form.second)}


def test_work_that_was_done_is_taken_once():
    given = solved()
    form = SpamGuardForm(given)
    assert form.is_valid()
    assert form.used_work
    assert form.limits == LIMITS_BY_WORK
    assert "work" in SpamGuardForm(given).errors


@pytest.mark.parametrize(
    "work",
    [
        "no base64",
        base64.b64encode(b"[]").decode(),
        base64.b64encode(b"{}").decode(),
        "gAAA",
    ],
)
def test_nonsense_is_refused_without_an_error_page(work):
    assert "work" in SpamGuardForm({"work": work}).errors


@pytest.mark.parametrize(
    "changed", [{"number": -1}, {"signature": "0" * 64}, {"salt": "00?expires=99999999999&"}]
)
def test_forged_work_is_refused(changed):
    assert "work" in SpamGuardForm(solved(**changed)).errors


def test_work_is_good_for_twenty_minutes(clock):
    given = solved()
    clock.shift(timedelta(seconds=CHALLENGE_SECONDS + 1))
    assert "work" in SpamGuardForm(given).errors


def test_without_work_a_sum_is_asked_and_its_limits_are_tighter(clock):
    form, given = asked()
    assert str(form.first) in form["answer"].help_text
    assert "answer" in SpamGuardForm({"question": given["question"]}).errors
    clock.shift(QUESTION_SECONDS)
    form = SpamGuardForm(given)
    assert form.is_valid()
    assert not form.used_work
    assert form.limits == LIMITS_BY_QUESTION
    assert all(
        slow.times < fast.times
        for slow, fast in zip(LIMITS_BY_QUESTION, LIMITS_BY_WORK, strict=True)
    )


def test_a_sum_is_good_once_not_at_once_and_not_for_ever(clock):
    _form, given = asked()
    assert "answer" in SpamGuardForm(given).errors  # a machine is that quick
    clock.shift(QUESTION_SECONDS)
    assert SpamGuardForm(given).is_valid()
    assert "answer" in SpamGuardForm(given).errors
    _form, given = asked()
    clock.shift(CHALLENGE_SECONDS + 1)
    assert "answer" in SpamGuardForm(given).errors


@pytest.mark.parametrize("answer", ["0", "99", "seven", "1e1", " "])
def test_a_wrong_sum_is_refused(clock, answer):
    _form, given = asked()
    clock.shift(QUESTION_SECONDS)
    assert "answer" in SpamGuardForm(given | {"answer": answer}).errors


def test_a_form_shown_again_asks_another_sum_without_the_answer_to_the_last():
    form = SpamGuardForm({"answer": "3771"})
    assert "answer" in form.errors
    assert "3771" not in str(form["answer"])


def test_the_sealed_sum_does_not_tell_its_result():
    form, given = asked()
    nonce_and_seal = given["question"].split(":")[0]
    told = base64.urlsafe_b64decode(nonce_and_seal + "=" * (-len(nonce_and_seal) % 4)).decode()
    nonce, seal, _at = json.loads(told)
    assert re.fullmatch("[0-9a-f]{64}", seal)
    assert str(form.first + form.second) not in (nonce, seal)


def test_a_forged_or_foreign_sum_is_refused(clock):
    _form, given = asked()
    clock.shift(QUESTION_SECONDS)
    for question in ("", "x:y:z", given["question"][:-2] + "aa"):
        assert "answer" in SpamGuardForm(given | {"question": question}).errors


def test_the_sum_is_not_called_optional_and_no_browser_insists_on_it():
    field = SpamGuardForm()["answer"]
    assert field.field.required
    assert "required" not in str(field)
