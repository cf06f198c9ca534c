from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.lookups import Exact

# Every token of Fernet begins so (its version byte, then the high bytes of the time).
TOKEN_START = "gAAAAA"


@cache
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("FIELD_ENCRYPTION_KEYS holds no key.")
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """Return the cipher of the settings: it writes with the first key and reads with each."""
    return _cipher(tuple(settings.FIELD_ENCRYPTION_KEYS))


class IsEmpty(Exact):
    """Equals the empty text: the only one that is stored as it is."""

    def get_prep_lookup(self) -> str:
        if self.rhs != "":
            raise FieldError("An encrypted column is compared with the empty text only.")
        return self.rhs


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the database and plain in Python; empty text stays empty.

    It cannot be searched, sorted or compared by the database: any lookup is refused but
    ``isnull`` and the comparison with the empty text. Serialized (``dumpdata``) it stays
    encrypted.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.max_length:
            self.validators.append(MaxLengthValidator(self.max_length))

    def get_prep_value(self, value: Any) -> str | None:
        text = super().get_prep_value(value)
        return cipher().encrypt(text.encode()).decode() if text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return cipher().decrypt(value).decode() if value else value

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        if text and text.startswith(TOKEN_START):
            try:
                return cipher().decrypt(text).decode()
            except InvalidToken:
                return text
        return text

    def get_lookup(self, lookup_name: str):
        if lookup_name == "exact":
            return IsEmpty
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str):
        return None
