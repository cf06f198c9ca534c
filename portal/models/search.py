from django.db import models
from django.utils.translation import gettext_lazy as _


class TermsField(models.TextField):
    """Terms with their weights: ``tsvector`` on PostgreSQL, where alone it is searched."""

    def db_type(self, connection) -> str | None:
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)


class SearchRow(models.Model):
    """One search document, where search is PostgreSQL's; empty with the index on disk.

    ``stamp`` is when the row was read from its source, and a row that is ``gone`` stays until the
    next rebuild: so a rebuild never brings back what was withdrawn while it ran.
    """

    key = models.CharField(max_length=40, primary_key=True)
    type = models.CharField(max_length=16)
    department = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    title = models.TextField()
    title_en = models.TextField(blank=True)
    code = models.TextField(blank=True)
    path = models.TextField()
    text = models.TextField(blank=True)
    folded_title = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    length = models.PositiveIntegerField()
    terms = TermsField(blank=True)
    gone = models.BooleanField(default=False)
    stamp = models.DateTimeField()

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """An English word of a title as it is spelled: what a misspelled word may mean."""

    word = models.CharField(max_length=80, primary_key=True)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")

    def __str__(self) -> str:
        return self.word
