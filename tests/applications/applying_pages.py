"""An applicant for tests: walks the pages as a browser does, one POST a step."""

import base64
import json

import altcha
from django.urls import reverse

PERSON_ID = "320211199003071230"
ORGANISATION_CODE = "91320211MA1T3XT001"
STEPS = {
    "kind": {"applicant_kind": "person"},
    "identity": {
        "name": "欧阳小明",
        "certificate_type": "identity_card",
        "certificate_number": "3202 1119 9003 0712 30",
    },
    "contact": {
        "telephone": "13812345678",
        "email": "ouyang@example.net",
        "address": "",
        "postcode": "",
    },
    "department": {"department": ""},
    "asked": {
        "title": "滨湖区2025年度城市更新项目实施计划",
        "document_number": "",
        "features": "包括项目名单。",
    },
    "wanted": {"form_wanted": "electronic", "way_wanted": "online"},
    "files": {},
    "consent": {"consent_to_publish": "yes"},
}


def address(step: str) -> str:
    return reverse("applications:new-step", args=[step])


def walk(client, *, until: str = "", **changed) -> str:
    """Answer the steps in order, up to but not including ``until``; return where it led last."""
    led = ""
    for step, values in STEPS.items():
        if step == until:
            break
        response = client.post(address(step), values | changed.get(step, {}))
        assert response.status_code == 302, (step, response.context["form"].errors)
        led = response["Location"]
        if led == address("published") and until != "published":
            led = client.post(led)["Location"]
    return led


def proof(client) -> dict[str, str]:
    """Do on the page of the check what the browser does: solve the challenge."""
    form = client.get(reverse("applications:new-check")).context["form"]
    task = json.loads(form.challenge)
    solution = altcha.solve_challenge(
        task["challenge"], task["salt"], task["algorithm"], task["maxNumber"]
    )
    solved = {key: task[key] for key in ("algorithm", "challenge", "salt", "signature")}
    payload = json.dumps(solved | {"number": solution.number})
    return {"work": base64.b64encode(payload.encode()).decode()}


def send(client, **values):
    """Send what was written; return the response."""
    return client.post(reverse("applications:new-check"), values or proof(client))


def apply(client, **changed) -> tuple[str, str]:
    """Apply from the first page to the receipt; return number and code."""
    walk(client, **changed)
    response = send(client)
    assert response.status_code == 302, response.context["form"].errors
    receipt = client.get(response["Location"])
    return receipt.context["receipt"]["number"], receipt.context["receipt"]["code"]
