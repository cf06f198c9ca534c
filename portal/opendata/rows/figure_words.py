"""What figures are called, in the language now active: on the page of rows, and in answers."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.opendata.query import Function

_OF_COLUMN: Mapping[Function, str | Promise] = {
    Function.COUNT: gettext_lazy("Filled cells of %(column)s"),
    Function.DISTINCT: gettext_lazy("Different values of %(column)s"),
    Function.SUM: gettext_lazy("Sum of %(column)s"),
    Function.AVERAGE: gettext_lazy("Mean of %(column)s"),
    Function.LEAST: gettext_lazy("Minimum of %(column)s"),
    Function.GREATEST: gettext_lazy("Maximum of %(column)s"),
}


def words_of_figure(function: Function, column: str = "") -> str:
    """Name a figure by the title of its ``column``; without one it is how many rows there are."""
    if not column:
        return _("Number of rows")
    return str(_OF_COLUMN[function]) % {"column": column}
