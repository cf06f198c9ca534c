"""An asker for tests: fills in the pages as a browser does."""

import base64
import json

import altcha
from django.urls import reverse

from feedback.models import Submission
from tests.feedback.factories import PERSON

QUESTION = {
    "kind": "consultation",
    "title": "小区加装电梯的补贴标准",
    "text": "老旧小区加装电梯，补贴标准是多少，向谁申请？",
    "field": "",
}
SENDING = {
    "name": PERSON["name"],
    "telephone": PERSON["telephone"],
    "email": PERSON["email"],
    "consent_to_publish": "yes",
}


def proof(form) -> dict[str, str]:
    """Do what the browser does: solve the challenge of the page."""
    task = json.loads(form.challenge)
    solution = altcha.solve_challenge(
        task["challenge"], task["salt"], task["algorithm"], task["maxNumber"]
    )
    solved = {key: task[key] for key in ("algorithm", "challenge", "salt", "signature")}
    payload = json.dumps(solved | {"number": solution.number})
    return {"work": base64.b64encode(payload.encode()).decode()}


def second_page(client, **changed):
    """Answer the first page; return the form of the second."""
    response = client.post(reverse("feedback:new"), QUESTION | changed)
    return response.context["form"]


def send(client, *, question=None, **changed):
    """Answer both pages; return the response to the second and what was posted."""
    asked = QUESTION | (question or {})
    form = second_page(client, **asked)
    posted = asked | {"key": form["key"].value()} | SENDING | proof(form) | changed
    return client.post(reverse("feedback:send"), posted), posted


def ask(client, **changed) -> tuple[Submission, str]:
    """Ask from the first page to the receipt; return the submission and its code."""
    response, _posted = send(client, **changed)
    assert response.status_code == 302, response.context["form"].errors
    receipt = client.get(response["Location"]).context["receipt"]
    return Submission.objects.get(receipt_number=receipt["number"]), receipt["code"]
