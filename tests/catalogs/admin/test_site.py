"""The first page of the admin: all tables in the order of the work, and the way to the desk."""

from django.contrib import admin
from django.urls import reverse

from catalogs.models import Official


def names(desk) -> list[str]:
    page = desk.client.get(reverse("admin:index"))
    return [row["object_name"] for app in page.context["app_list"] for row in app["models"]]


def test_the_tables_stand_in_the_order_of_the_work(clerk, administrator):
    assert names(clerk)[:3] == ["Publication", "PublicityMatter", "MatterGroup"]
    catalogues = administrator.client.get(reverse("admin:index")).context["app_list"][0]
    assert catalogues["app_label"] == "catalogs"
    assert catalogues["models"][-1]["object_name"] == Official.__name__
    assert Official.__name__ not in names(clerk)


def test_every_page_leads_to_the_desk(supervisor):
    for page in ("admin:index", "admin:catalogs_publication_changelist"):
        content = supervisor.client.get(reverse(page)).content.decode()
        assert f'href="{reverse("portal:desk")}"' in content


def test_tables_of_the_libraries_are_not_offered():
    shown = {model._meta.label for model in admin.site._registry}
    assert not shown & {"auth.Group", "account.EmailAddress"}
