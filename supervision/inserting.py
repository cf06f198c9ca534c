"""Rows made from rows inside the database: ``INSERT … SELECT``, which the ORM does not have."""

from collections.abc import Mapping
from typing import Any

from django.db import connections, router
from django.db.models import Model, QuerySet

# Annotations may not be called like a column of the rows they are read from.
PREFIX = "inserted_"


def insert_from(rows: QuerySet, into: type[Model], values: Mapping[str, Any]) -> int:
    """Insert a row of ``into`` for each of ``rows``; return how many were new.

    ``values`` gives an expression over ``rows`` for each field; fields left out take the
    database's own default. What a unique constraint refuses is there already and left out.
    ``rows`` has a condition, since SQLite reads ``ON CONFLICT`` only after one.
    """
    named = {f"{PREFIX}{name}": expression for name, expression in values.items()}
    selected = rows.order_by().annotate(**named).values_list(*named)
    connection = connections[router.db_for_write(into)]
    select, parameters = selected.query.get_compiler(connection=connection).as_sql()
    quote = connection.ops.quote_name
    column_of = {field.name: str(field.column) for field in into._meta.concrete_fields}
    columns = ", ".join(quote(column_of[name]) for name in values)
    table = quote(into._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) {select} ON CONFLICT DO NOTHING", parameters
        )
        return cursor.rowcount
