"""Letters: written with the change, sent once."""

import socketserver
import threading
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail

from catalogs import letters
from catalogs.models import Letter
from tests.factories import OfficialFactory
from tests.racing import race

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


@pytest.fixture
def mail_server(settings):
    """A small mail server of our own that refuses every address of example.net."""
    refusing = Refusing(("127.0.0.1", 0), RefusingSession)
    thread = threading.Thread(target=refusing.serve_forever, daemon=True)
    thread.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = refusing.server_address
    yield refusing
    refusing.shutdown()
    refusing.server_close()
    thread.join()


class Refusing(socketserver.ThreadingTCPServer):
    allow_reuse_address = True

    def __init__(self, *args):
        super().__init__(*args)
        self.accepted: list[str] = []


class RefusingSession(socketserver.StreamRequestHandler):
    def handle(self):
        self.answer("220 ready")
        for line in self.rfile:
            words = line.decode().strip()
            command = words[:4].upper()
            if command == "RCPT" and "@example.net" in words:
                self.answer("550 no such mailbox")
            elif command == "DATA":
                self.answer("354 go on")
                while self.rfile.readline().strip() != b".":
                    pass
                self.answer("250 kept")
            else:
                if command == "RCPT":
                    self.server.accepted.append(words.partition("<")[2].rstrip(">"))
                self.answer("221 bye" if command == "QUIT" else "250 ok")
            if command == "QUIT":
                return

    def answer(self, text):
        self.wfile.write(f"{text}\r\n".encode())


def test_a_refused_address_holds_up_no_other_letter_and_the_refusal_is_told(mail_server):
    bad = OfficialFactory(email="gone@example.net")
    good = OfficialFactory(email="here@example.org")
    letters.write("x", recipients=[bad, good], subject="a", body="b")
    with pytest.raises(SMTPRecipientsRefused):
        letters.send_unsent()
    assert mail_server.accepted == ["here@example.org"]
    assert [letter.recipient for letter in Letter.objects.unsent()] == [bad]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_each_letter_once():
    letters.write("x", recipients=OfficialFactory.create_batch(10), subject="a", body="b")
    sent = []

    def work():
        sent.append(letters.send_unsent())

    assert race(work, work) == ["done", "done"]
    assert sum(sent) == 10
    assert len(mail.outbox) == 10
