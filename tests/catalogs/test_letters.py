"""Letters: written with the change, sent once."""

import threading

import pytest
from django.core import mail
from django.db import connection

from catalogs import letters
from catalogs.models import Letter
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db


def test_a_letter_is_sent_once_and_carries_its_words():
    official = OfficialFactory()
    letters.write("occasion", recipients=[official], subject="有新文件\n待审", body="请审核。")
    assert letters.send_unsent() == 1
    assert letters.send_unsent() == 0
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [
        ([official.email], "有新文件 待审", "请审核。")
    ]


def test_the_same_occasion_is_told_once_to_each():
    officials = OfficialFactory.create_batch(2)
    for _ in range(2):
        letters.write("occasion", recipients=officials, subject="主题", body="正文")
    assert Letter.objects.count() == 2


def test_an_official_without_an_address_gets_no_letter():
    assert letters.write("x", recipients=[OfficialFactory(email="")], subject="a", body="b") == 0


def test_a_letter_whose_sending_fails_is_sent_the_next_time(settings):
    letters.write("x", recipients=[OfficialFactory()], subject="a", body="b")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(ConnectionRefusedError):
        letters.send_unsent()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert letters.send_unsent() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_each_letter_once():
    letters.write("x", recipients=OfficialFactory.create_batch(10), subject="a", body="b")
    sent, barrier = [], threading.Barrier(2)

    def work():
        barrier.wait()
        sent.append(letters.send_unsent())
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 10
    assert len(mail.outbox) == 10
