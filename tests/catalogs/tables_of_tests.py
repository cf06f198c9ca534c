"""Small tables of the tests: as a sender writes them, and as an export gives them."""

from catalogs.resources.formats import FORMATS, TableFormat


def table(text: str, *, encoding: str = "utf-8"):
    return TableFormat().create_dataset(text.encode(encoding), filename="table.csv")


def plan_of(resource, text: str, actor=None):
    return resource(actor=actor).plan(table(text))


def exported(resource, queryset, kind: str) -> bytes:
    table_ = resource()
    chunks = FORMATS[kind]().chunks(table_.get_export_headers(), table_.export_rows(queryset))
    return b"".join(chunks)
