"""Secrets that are shown once: told apart by their beginning, found again by their digest."""

from catalogs import shown_once


def test_a_secret_is_never_the_same_and_tells_its_kind():
    made = {shown_once.new("kf_").text for _n in range(100)}

    assert len(made) == 100
    assert {text[:3] for text in made} == {"kf_"}
    assert {len(text) for text in made} == {3 + 43}


def test_what_is_kept_finds_the_secret_and_does_not_tell_it():
    secret = shown_once.new("kf_")

    assert secret.digest == shown_once.digest(secret.text)
    assert len(secret.digest) == 64
    assert secret.prefix == secret.text[:10]
    assert secret.text[10:] not in secret.digest + secret.prefix


def test_a_secret_one_letter_off_is_another():
    text = shown_once.new().text
    wrong = text[:-1] + ("a" if text[-1] != "a" else "b")

    assert shown_once.digest(wrong) != shown_once.digest(text)
