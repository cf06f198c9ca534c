"""Two departments and their officials, each with a client of its own."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from catalogs.enums import Role
from catalogs.models import Department, Official
from tests.factories import DepartmentFactory, OfficialFactory


@dataclass
class Desk:
    """An official at the admin."""

    official: Official
    client: Client

    @property
    def department(self) -> Department:
        return self.official.department

    def get(self, page: str, row=None, *args, model: str = "", **data):
        return self.client.get(url_of(page, row, *args, model=model), data)

    def post(self, page: str, row=None, *args, model: str = "", **data):
        return self.client.post(url_of(page, row, *args, model=model), data)


def url_of(page: str, row=None, *args, model: str = "") -> str:
    """Return the admin address of ``page`` of ``row``, or of the list of ``model``."""
    name = model or row._meta.model_name
    return reverse(f"admin:catalogs_{name}_{page}", args=[row.pk, *args] if row else args)


def desk_of(**official) -> Desk:
    client = Client()
    row = OfficialFactory(**official)
    client.force_login(row)
    return Desk(row, client)


@pytest.fixture
def department(db):
    return DepartmentFactory(name="滨湖区生态环境局")


@pytest.fixture
def clerk(department):
    return desk_of(department=department)


@pytest.fixture
def reviewer(department):
    return desk_of(department=department, role=Role.REVIEWER)


@pytest.fixture
def stranger(db):
    return desk_of()


@pytest.fixture
def government_office(db):
    return desk_of(government_office=True)


@pytest.fixture
def legal_affairs(db):
    return desk_of(legal_affairs=True)


@pytest.fixture
def administrator(db):
    return desk_of(administrator=True)


@pytest.fixture
def supervisor(db):
    return desk_of(supervisor=True)
