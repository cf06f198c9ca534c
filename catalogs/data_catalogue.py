"""Verbs of the data catalogue: enter, edit, publish, withdraw. ``data_releasing`` has the files."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs import access
from catalogs.data_enums import DatasetState
from catalogs.data_workflow import WORKFLOW
from catalogs.editing import values_of
from catalogs.history import difference, record
from catalogs.models import Dataset, DatasetColumn, Official, PublicityMatter
from catalogs.refreshing import build_later, refresh_later
from catalogs.workflow import Move, MoveRefused

__all__ = ["WORKFLOW", "draft", "edit", "hold", "publish", "reopen", "withdraw"]

# What a dataset is known by once it was published.
FIXED = ("code", "department")


@transaction.atomic
def draft(
    *,
    actor: Official | None,
    matters: Iterable[PublicityMatter] = (),
    columns: Iterable[Mapping[str, Any]] = (),
    at: datetime | None = None,
    **values: Any,
) -> Dataset:
    """Enter a dataset; ``columns`` are rows of the data dictionary in their order.

    ``values`` are columns of ``Dataset``. Raises ``ValidationError`` by field, and
    ``MoveRefused`` for a clerk of another department. ``actor`` is None for the portal itself.
    """
    dataset = Dataset(created_by=actor, **values)
    if actor is not None and not access.can_write(actor, dataset.department_id):
        raise MoveRefused(_("You enter data for your own department only."), code="role")
    dataset.full_clean()
    dataset.save()
    dataset.matters.set(matters)
    _describe(dataset, columns)
    record(dataset, actor=actor, action="create", to_state=dataset.state, at=at)
    return dataset


@transaction.atomic
def edit(
    dataset: Dataset,
    *,
    actor: Official | None,
    matters: Iterable[PublicityMatter] | None = None,
    columns: Iterable[Mapping[str, Any]] | None = None,
    at: datetime | None = None,
    **values: Any,
) -> Dataset:
    """Change the entry, also when it is public; what is not given stays.

    ``actor`` is None for the portal itself. Raises ``ValidationError`` by field: code and
    department of what was published stay.
    """
    dataset, _row = hold(dataset, "edit", actor=actor)
    before = _told(dataset)
    for name, value in values.items():
        fixed = name in FIXED and dataset.published_on is not None
        if fixed and getattr(dataset, name) != value:
            raise ValidationError({name: _("This stays as it was when the data were published.")})
        setattr(dataset, name, value)
    if actor is not None and not access.can_write(actor, dataset.department_id):
        raise MoveRefused(_("You enter data for your own department only."), code="role")
    dataset.full_clean()
    dataset.save()
    if matters is not None:
        dataset.matters.set(matters)
    if columns is not None:
        dataset.columns.all().delete()
        _describe(dataset, columns)
    if changes := difference(before, _told(dataset)):
        state = dataset.state
        record(dataset, actor=actor, action="edit", to_state=state, changes=changes, at=at)
        refresh_later(dataset)
    return dataset


@transaction.atomic
def publish(dataset: Dataset, *, actor: Official | None, now: datetime) -> Dataset:
    """Give the data to the public.

    Raises ``MoveRefused`` for the official who entered them or released the newest version, and
    ``ValidationError`` without a version or with columns that the dictionary does not explain.
    """
    dataset, row = hold(dataset, "publish", actor=actor)
    if actor is not None and dataset.created_by_id == actor.pk:
        raise MoveRefused(_("Another person than the one who entered it publishes."), code="role")
    if dataset.latest is None:
        raise ValidationError(_("Release a version of the data first."))
    if actor is not None and dataset.latest.released_by_id == actor.pk:
        raise MoveRefused(
            _("Another person than the one who released the newest version publishes."),
            code="role",
        )
    explained = set(dataset.columns.explained().values_list("name", flat=True))
    if unknown := [name for name in dataset.latest.headers if name not in explained]:
        raise ValidationError(
            _("Say in the data dictionary what these columns mean: %(names)s.")
            % {"names": _(", ").join(unknown)}
        )
    build_later(dataset.latest)
    first = dataset.published_on or timezone.localdate(now)
    return _move(dataset, row, actor=actor, at=now, published_on=first)


@transaction.atomic
def withdraw(dataset: Dataset, *, actor: Official, reason: str, now: datetime) -> Dataset:
    """Take the data off the site; their address keeps the date and the reason."""
    dataset, row = hold(dataset, "withdraw", actor=actor, reason=reason)
    gone = {"withdrawn_on": timezone.localdate(now), "withdrawal_reason": reason}
    return _move(dataset, row, actor=actor, reason=reason, at=now, **gone)


@transaction.atomic
def reopen(dataset: Dataset, *, actor: Official, now: datetime) -> Dataset:
    """Make a withdrawn entry a draft again."""
    dataset, row = hold(dataset, "reopen", actor=actor)
    return _move(dataset, row, actor=actor, at=now, withdrawn_on=None, withdrawal_reason="")


def hold(
    dataset: Dataset, action: str, *, actor: Official | None, reason: str = ""
) -> tuple[Dataset, Move]:
    """Lock the row and ask the table: every verb begins so."""
    dataset = Dataset.objects.select_for_update().get(pk=dataset.pk)
    role = access.role_of(actor) if actor else None
    row = WORKFLOW.check(action, state=dataset.state, reason=reason, role=role)
    if actor and not access.in_reach(actor, dataset):
        raise MoveRefused(_("This dataset is not yours to handle."), code="role")
    return dataset, row


def _move(
    dataset: Dataset,
    row: Move,
    *,
    actor: Official | None,
    at: datetime,
    reason: str = "",
    **columns: Any,
) -> Dataset:
    old, dataset.state = dataset.state, DatasetState(row.target)
    for name, value in columns.items():
        setattr(dataset, name, value)
    dataset.save(update_fields=["state", "updated_at", *columns])
    record(
        dataset,
        actor=actor,
        action=row.action,
        reason=reason,
        from_state=old,
        to_state=dataset.state,
        at=at,
    )
    refresh_later(dataset)
    return dataset


def _describe(dataset: Dataset, columns: Iterable[Mapping[str, Any]]) -> None:
    for position, values in enumerate(columns, start=1):
        column = DatasetColumn(dataset=dataset, position=position, **values)
        column.full_clean()
        column.save()


def _told(dataset: Dataset) -> dict[str, Any]:
    """What the history compares: the entry, its matters and its dictionary."""
    columns = [
        " · ".join(filter(None, (column.name, column.title, column.unit, column.meaning)))
        for column in dataset.columns.all()
    ]
    matters = list(dataset.matters.order_by("code").values_list("code", flat=True))
    return {**values_of(dataset), "matters": matters, "columns": columns}
