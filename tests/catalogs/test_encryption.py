"""Encrypted columns and files: unreadable at rest, readable after the keys were changed."""

import io
import json

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core import mail, serializers
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.core.management import call_command
from django.db import connection

from applications.enums import FilePurpose
from applications.models import Application, ApplicationFile
from catalogs import key_rotation, letters, private_files
from catalogs.models import Letter
from catalogs.models.private_files import PrivateStorage
from tests.applications.factories import PERSON, ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_private_folder(tmp_path, settings):
    settings.PRIVATE_ROOT = tmp_path / "private"


def stored(column, table="applications_application"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return cursor.fetchone()[0]


def given(application, content=b"%PDF-1.7 identity card", name="欧阳小明身份证.pdf"):
    row = ApplicationFile(application=application, purpose=FilePurpose.IDENTITY)
    return private_files.keep(row, file=io.BytesIO(content), name=name)


def test_a_column_is_unreadable_in_the_database_and_plain_in_python():
    application = ApplicationFactory()
    assert stored("name").startswith("gAAAAA")
    assert Application.objects.get(pk=application.pk).name == PERSON["name"]


def test_the_same_text_is_never_the_same_twice_and_empty_text_stays_empty():
    first, second = ApplicationFactory.create_batch(2, organisation="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, organisation FROM applications_application")
        (one, empty), (other, _empty) = cursor.fetchall()
    assert one != other
    assert empty == ""
    assert first.name == second.name


@pytest.mark.parametrize("lookup", ["name", "name__contains", "name__in", "name__gt"])
def test_the_database_cannot_be_asked_about_an_encrypted_column(lookup):
    with pytest.raises(FieldError):
        Application.objects.filter(**{lookup: "欧阳小明"}).exists()


def test_the_database_can_be_asked_whether_a_column_is_empty():
    application = ApplicationFactory(organisation="")
    assert Application.objects.filter(organisation="", name__isnull=False).get() == application
    assert Application.objects.exclude(name="").get() == application


def test_a_dump_stays_encrypted_and_can_be_loaded():
    application = ApplicationFactory()
    dump = serializers.serialize("json", [application])
    assert PERSON["name"] not in json.loads(dump)[0]["fields"].values()
    assert next(serializers.deserialize("json", dump)).object.name == PERSON["name"]


def test_rotation_makes_the_old_key_superfluous(settings):
    old, new = settings.FIELD_ENCRYPTION_KEYS[0], Fernet.generate_key().decode()
    application = ApplicationFactory()
    file = given(application)
    letters.write("x", recipients=["citizen@example.net"], subject="a", body="b")
    settings.FIELD_ENCRYPTION_KEYS = [new, old]
    done = key_rotation.rotate()
    assert done["applications.Application"] == done["applications.ApplicationFile"] == 1
    settings.FIELD_ENCRYPTION_KEYS = [new]
    file = ApplicationFile.objects.get(pk=file.pk)
    assert Application.objects.get(pk=application.pk).name == PERSON["name"]
    assert (file.name, private_files.read(file)) == (
        "欧阳小明身份证.pdf",
        b"%PDF-1.7 identity card",
    )
    assert Letter.objects.get().address == "citizen@example.net"
    settings.FIELD_ENCRYPTION_KEYS = [old]
    with pytest.raises(InvalidToken):
        Application.objects.get(pk=application.pk)


def test_the_command_rotates_and_says_how_many_rows(capsys):
    ApplicationFactory.create_batch(3)
    call_command("rotate_field_keys")
    assert "applications.Application: 3" in capsys.readouterr().out


def test_without_a_key_nothing_is_written(settings):
    settings.FIELD_ENCRYPTION_KEYS = []
    with pytest.raises(ImproperlyConfigured):
        ApplicationFactory()


def test_a_file_lies_encrypted_outside_the_public_folder_and_has_no_address(settings):
    file = given(ApplicationFactory())
    folder = settings.PRIVATE_ROOT
    [path] = [path for path in folder.rglob("*") if path.is_file()]
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert b"identity card" not in path.read_bytes()
    assert "欧阳" not in str(path)
    assert "欧阳" not in str(file)
    with pytest.raises(ValueError, match="no address"):
        PrivateStorage().url(file.location)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.pdf"),
        (b"MZ\x90\x00 a program", "card.pdf"),
        (b"<svg onload=alert(1)>", "card.svg"),
        (b"%PDF-1.7", "card.exe"),
    ],
    ids=["empty", "program", "svg", "wrong name"],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_leaves_nothing(content, name, settings):
    with pytest.raises(ValidationError) as refusal:
        given(ApplicationFactory(), content, name)
    assert "file" in refusal.value.message_dict
    assert not ApplicationFile.objects.exists()
    assert not [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]


def test_an_erased_file_is_gone_from_the_disk(settings, django_capture_on_commit_callbacks):
    file = given(ApplicationFactory())
    with django_capture_on_commit_callbacks(execute=True):
        private_files.erase(file)
    assert not ApplicationFile.objects.exists()
    assert not [path for path in settings.PRIVATE_ROOT.rglob("*") if path.is_file()]


def test_a_citizens_address_is_encrypted_until_the_letter_is_sent_and_then_forgotten():
    letters.write("x", recipients=["citizen@example.net"], subject="主题", body="正文")
    letters.write("x", recipients=["Citizen@example.net"], subject="主题", body="正文")
    letter = Letter.objects.get()
    assert letter.email == ""
    assert "citizen" not in letter.key
    assert stored("private_email", "catalogs_letter").startswith("gAAAAA")
    assert letters.send_unsent() == 1
    assert [message.to for message in mail.outbox] == [["citizen@example.net"]]
    letter.refresh_from_db()
    assert letter.private_email is None


def test_a_citizen_who_gave_no_address_gets_no_letter():
    assert letters.write("x", recipients=[""], subject="a", body="b") == 0
