"""The applicant finds the own application again, by receipt number and query code."""

from applications.models import Application
from catalogs.query_codes import open_with_code


def track(number: str, code: str, *, address: str) -> Application:
    """Return the application that number and code open together.

    ``address`` is the network address asked from. Raises ``query_codes.CodeRefused`` or
    ``query_codes.TriesUsedUp``, the same whether or not the number exists.
    """
    return open_with_code(number, code, address=address, find=_by_number, hash_name="code_hash")


def _by_number(number: str) -> Application | None:
    return Application.objects.filter(receipt_number=number).first()
