"""What a form changed, as old and new values for the history."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.forms import BaseForm, BaseFormSet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# Never written down, not even in a changed form.
SECRETS = frozenset({"password", "password1", "password2", "usable_password"})


def form_changes(form: BaseForm, formsets: Iterable = ()) -> dict[str, list]:
    """Return name → [old, new] for the fields a form and its inline forms changed."""
    changes = {}
    for name in form.changed_data:
        if name not in SECRETS and name in form.cleaned_data:
            changes[name] = list(_pair(form, name))
    for formset in formsets:
        name = formset.model._meta.verbose_name_plural
        rows = [
            *(("", str(row)) for row in formset.new_objects),
            *_row_changes(formset),
            *((str(row), "") for row in formset.deleted_objects),
        ]
        if rows:
            changes[str(name)] = [
                "\n".join(old for old, _new in rows if old),
                "\n".join(new for _old, new in rows if new),
            ]
    return changes


def _pair(form: BaseForm, name: str) -> tuple[Any, Any]:
    """Return the old and the new value of one field."""
    field = form.fields[name]
    old = field.to_python(form.get_initial_for_field(field, name)) if _plain(field) else None
    old = form.get_initial_for_field(field, name) if old is None else old
    return _shown(old, field), _shown(form.cleaned_data[name], field)


def _row_changes(formset: BaseFormSet) -> Iterator[tuple[str, str]]:
    """Yield a line with the old and one with the new value for each field of the changed rows."""
    changed = {row.pk: names for row, names in formset.changed_objects}
    for form in formset.initial_forms:
        for name in changed.get(form.instance.pk, ()):
            label = form.fields[name].label or name
            yield tuple(_line(form.instance, label, value) for value in _pair(form, name))


def _line(row: models.Model, label: Any, value: Any) -> str:
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    elif isinstance(value, list):
        value = _(", ").join(value)
    return _("%(row)s, %(field)s: %(value)s") % {
        "row": row,
        "field": label,
        "value": "-" if value in (None, "") else value,
    }


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
