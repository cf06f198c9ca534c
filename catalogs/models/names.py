"""Names in two languages and their place in the alphabet."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin

SORT_KEY_LENGTH = 120


def sort_key(name: str) -> str:
    """Return the pinyin of ``name``, by which Chinese names are sorted on every database."""
    return " ".join(lazy_pinyin(name)).lower()[:SORT_KEY_LENGTH]


def in_language(chinese: str, english: str) -> str:
    """Return the English text to an English reader where there is one, else the Chinese."""
    return english if english and get_language() == "en" else chinese


class Named(models.Model):
    """A Chinese name, its English version where there is one, and the pinyin sort key."""

    name = models.CharField(_("name"), max_length=300)
    name_en = models.CharField(_("English name"), max_length=300, blank=True)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.display_name

    def save(self, **kwargs) -> None:
        self.prepare()
        if (names := kwargs.get("update_fields")) is not None and "name" in names:
            kwargs["update_fields"] = {*names, "sort_key"}
        super().save(**kwargs)

    @property
    def display_name(self) -> str:
        return in_language(self.name, self.name_en)

    def prepare(self) -> None:
        """Fill what is derived; bulk writers call it, since they pass by ``save``."""
        self.sort_key = sort_key(self.name)
