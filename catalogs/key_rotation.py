"""Encrypt again with the current key what older keys encrypted."""

import os

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models, transaction

from catalogs.models.encryption import EncryptedTextField, cipher
from catalogs.models.private_files import PrivateFile, PrivateStorage

BATCH = 200


def rotate() -> dict[str, int]:
    """Rewrite every encrypted column and private file; return model label → rows rewritten.

    Safe to run twice and beside the running site: rows are locked a batch at a time.
    """
    done = {}
    for model in apps.get_models():
        names = [
            field.name for field in model._meta.fields if isinstance(field, EncryptedTextField)
        ]
        if names:
            done[model._meta.label] = _rotate_model(model, names)
    return done


def _rotate_model(model: type[models.Model], names: list[str]) -> int:
    rewritten, last = 0, 0
    while True:
        with transaction.atomic():
            rows = list(
                model._base_manager.select_for_update().filter(pk__gt=last).order_by("pk")[:BATCH]
            )
            if not rows:
                return rewritten
            model._base_manager.bulk_update(rows, names)
            if issubclass(model, PrivateFile):
                for row in rows:
                    _rotate_file(row)
        rewritten += len(rows)
        last = rows[-1].pk


def _rotate_file(row: PrivateFile) -> None:
    storage = PrivateStorage()
    with storage.open(row.location) as file:
        token = cipher().rotate(file.read())
    # Written beside the old one and moved over it, so that a broken run loses nothing.
    beside = storage.save(f"{row.location}.new", ContentFile(token))
    os.replace(storage.path(beside), storage.path(row.location))
