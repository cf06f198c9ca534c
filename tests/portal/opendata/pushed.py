"""A departmental system of the tests, and what it pushes."""

import base64
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from catalogs import push_systems
from catalogs.models import PushSystem
from tests.factories import DepartmentFactory, OfficialFactory

ADDRESS = "/api/v1/push/publications/"


@dataclass
class Sender:
    """A system with its token, and what sends its requests."""

    system: PushSystem
    token: str
    client: Client = field(default_factory=Client)

    def push(self, record: Any, *, key: str = "hb-2026-0117", **extra: Any):
        return self._send("post", ADDRESS, record, key=key, **extra)

    def correct(self, record: Any, *, key: str = "hb-2026-0117", **extra: Any):
        return self._send("put", f"{ADDRESS}{key}/", record, key="", **extra)

    def status(self, key: str = "hb-2026-0117"):
        return self.client.get(f"{ADDRESS}{key}/", headers=self._headers(""))

    def _send(self, method: str, address: str, record: Any, *, key: str, **extra: Any):
        body = record if isinstance(record, bytes) else json.dumps(record).encode()
        send = getattr(self.client, method)
        headers = self._headers(key)
        return send(address, body, content_type="application/json", headers=headers, **extra)

    def _headers(self, key: str) -> dict[str, str]:
        headers = {"Authorization": f"Token {self.token}"}
        return {**headers, "Idempotency-Key": key} if key else headers


def sender(**values: Any) -> Sender:
    """Register a system; ``values`` are columns of ``PushSystem`` besides the plain ones."""
    department = values.pop("department", None) or DepartmentFactory()
    system, token = push_systems.register(
        actor=OfficialFactory(administrator=True),
        now=timezone.now(),
        **{
            "name": f"{department.name}审批系统",
            "department": department,
            "contact": "信息科 0510-00000000",
            **values,
        },
    )
    return Sender(system, token)


def record(**values: Any) -> dict[str, Any]:
    """Return a record as a system writes it; ``values`` replace or add fields."""
    return {
        "title": "关于某公司扩建项目环境影响报告表的批复",
        "formed_on": date(2026, 11, 20).isoformat(),
        "document_number": "锡滨环审〔2026〕117号",
        "genre": "reply",
        "theme": "construction_environment",
        "forms": ["website"],
        "keywords": ["环境影响评价", "批复"],
        "summary": "同意建设。",
        "body": "## 一、总体意见\n\n同意建设。",
        **values,
    }


def attachment(content: bytes = "批复全文".encode(), name: str = "批复.txt", **more: Any) -> dict:
    return {"name": name, "content": base64.b64encode(content).decode(), **more}


def faults(response) -> dict[str, str]:
    """Return field → sentence of a refusal."""
    return {fault["field"]: fault["detail"] for fault in response.json()["errors"]}
