"""What a form changed, as old and new values for the history."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.forms import BaseForm
from django.utils.text import capfirst

# Never written down, not even in a changed form.
SECRETS = frozenset({"password", "password1", "password2", "usable_password"})


def form_changes(form: BaseForm, formsets: Iterable = ()) -> dict[str, list]:
    """Return name → [old, new] for the fields a form and its inline forms changed."""
    changes = {}
    for name in form.changed_data:
        if name in SECRETS or name not in form.cleaned_data:
            continue
        field = form.fields[name]
        old = field.to_python(form.get_initial_for_field(field, name)) if _plain(field) else None
        old = form.get_initial_for_field(field, name) if old is None else old
        changes[name] = [_shown(old, field), _shown(form.cleaned_data[name], field)]
    for formset in formsets:
        name = formset.model._meta.verbose_name_plural
        rows = [
            *(("", str(row)) for row in formset.new_objects),
            *((str(row), str(row)) for row, _fields in formset.changed_objects),
            *((str(row), "") for row in formset.deleted_objects),
        ]
        if rows:
            changes[str(name)] = [
                "\n".join(old for old, _new in rows if old),
                "\n".join(new for _old, new in rows if new),
            ]
    return changes


def _plain(field: Any) -> bool:
    return not hasattr(field, "queryset")


def _shown(value: Any, field: Any) -> Any:
    """Return the value as a person reads it, and as JSON can keep it."""
    if isinstance(value, models.Model):
        return str(value)
    if hasattr(field, "queryset"):
        return _rows(value, field)
    if isinstance(value, (list, tuple, set)):
        choices = dict(getattr(field, "choices", ()))
        return [str(choices.get(item, item)) for item in value]
    if hasattr(field, "choices") and value not in (None, ""):
        return str(dict(_flat(field.choices)).get(value, value))
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def _flat(choices: Iterable) -> Iterable[tuple]:
    for key, words in choices:
        if isinstance(words, (list, tuple)):
            yield from words
        else:
            yield key, words


def _rows(value: Any, field: Any) -> Any:
    if value in (None, ""):
        return None
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return [str(row) if isinstance(row, models.Model) else _named(row, field) for row in value]
    return _named(value, field)


def _named(key: Any, field: Any) -> str:
    row = field.queryset.model._default_manager.filter(pk=key).first()
    return capfirst(str(row)) if row else str(key)
