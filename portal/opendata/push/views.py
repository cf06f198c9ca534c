"""Addresses that departmental systems push to, each request with the token of its system."""

import re
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from catalogs import pushing
from catalogs.models import PushDelivery, PushSystem
from catalogs.push_enums import LONGEST_KEY, PushResult
from catalogs.pushed_records import PushedRecord
from portal.opendata import problems
from portal.opendata.problems import Problem
from portal.opendata.push import faults
from portal.opendata.push.answers import answer_of, status_of
from portal.opendata.push.bodies import EMPTY, BodyParser
from portal.opendata.push.gate import PushAuthentication, admit, count_push
from portal.opendata.push.records import (
    PushedSerializer,
    RecordSerializer,
    RefusalSerializer,
    StatusSerializer,
    record_of,
)

KEY_HEADER = "Idempotency-Key"
_KEY = re.compile(rf"[A-Za-z0-9._~-]{{1,{LONGEST_KEY}}}")
_STATUS = {
    pushing.KeyTaken: 409,
    pushing.NotOpen: 409,
    pushing.NothingUnderKey: 404,
    pushing.SystemSuspended: 403,
}
# A wrong token is nobody's; what comes too often is not worth a row each time.
_UNNOTED = frozenset({401, 429})
MOST_NOTED = 100
REFUSALS = {
    (status, problems.CONTENT_TYPE): RefusalSerializer
    for status in (400, 401, 403, 404, 409, 413, 415, 422, 429)
}


class PushView(APIView):
    """What the addresses of push have in common: who may come, and how a refusal is said."""

    authentication_classes = (PushAuthentication,)
    permission_classes = ()
    throttle_classes = ()
    parser_classes = (BodyParser,)
    renderer_classes = (JSONRenderer,)
    key, checksum = "", ""
    # Empty until the token is read: what is refused before that is nobody's.
    system: PushSystem | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in the language that is asked for: no address here is of one language."""
        with override(get_language_from_request(request)):
            response = super().dispatch(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept-Language"])
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.system = request.auth
        admit(request)
        count_push(request)

    def read(self, request: Request, key: str) -> PushedRecord:
        """Return the pushed record; raises ``Problem`` with everything wrong in its shape."""
        if not _KEY.fullmatch(key):
            sentence = _(
                "Give each publication a key of its own: letters, digits, dots, dashes, at most"
                " %(most)d."
            )
            fault = faults.FieldFault(KEY_HEADER, sentence % {"most": LONGEST_KEY})
            raise Problem(400, _("The idempotency key is missing or not valid."), [fault])
        self.key = key
        body = request.data or EMPTY
        self.checksum = body.checksum
        if not isinstance(body.values, dict):
            sentence = _("The body is one record: a JSON object with the fields of the record.")
            raise _unprocessable([faults.FieldFault(faults.WHOLE, sentence)])
        serializer = RecordSerializer(data=body.values)
        if not serializer.is_valid():
            raise _unprocessable(faults.of_serializer(serializer.errors))
        return record_of(serializer.validated_data)

    def handle_exception(self, error: Exception) -> HttpResponse:
        """Say what was refused as a problem, and keep it among the system's deliveries."""
        if isinstance(error, ValidationError):
            error = _unprocessable(faults.of_verb(error))
        elif status := _STATUS.get(type(error)):
            error = Problem(status, str(error))
        elif isinstance(error, APIException):
            error = Problem(error.status_code, str(error.detail))
        if not isinstance(error, Problem):
            raise error
        self._note(error)
        return problems.response(error)

    def _note(self, problem: Problem) -> None:
        if self.system is None or problem.status in _UNNOTED:
            return
        if self.request.method not in ("POST", "PUT"):
            return
        told = [asdict(fault) for fault in problem.faults[:MOST_NOTED]]
        pushing.note_refusal(
            self.system,
            key=self.key,
            checksum=self.checksum,
            status=problem.status,
            errors=told or [{"field": faults.WHOLE, "detail": str(problem.detail)}],
            now=timezone.now(),
        )


def _unprocessable(found: list[faults.FieldFault]) -> Problem:
    return Problem(422, _("The record was not taken: nothing was written."), found)


def _answered(delivery: PushDelivery) -> Response:
    answer = answer_of(delivery)
    headers = {"Location": answer["status_address"]}
    if delivery.result == PushResult.REPEATED:
        headers["Idempotency-Replayed"] = "true"
    return Response(answer, status=delivery.status, headers=headers)


class PublicationsView(PushView):
    @extend_schema(
        operation_id="push_publication",
        parameters=[OpenApiParameter(KEY_HEADER, str, OpenApiParameter.HEADER, required=True)],
        request=RecordSerializer,
        responses={201: PushedSerializer, **REFUSALS},
    )
    def post(self, request: Request) -> Response:
        """Push a publication: to review, or to release where the system's rule allows it."""
        pushed = self.read(request, request.headers.get(KEY_HEADER, ""))
        delivery = pushing.receive(
            request.auth,
            key=self.key,
            checksum=self.checksum,
            pushed=pushed,
            now=timezone.now(),
        )
        return _answered(delivery)


class PublicationView(PushView):
    @extend_schema(operation_id="push_status", responses={200: StatusSerializer, **REFUSALS})
    def get(self, request: Request, key: str) -> Response:
        """Ask what became of a publication that was pushed."""
        publication = pushing.publication_of(request.auth, key)
        return Response(status_of(publication, key, today=timezone.localdate()))

    @extend_schema(
        operation_id="push_correction",
        request=RecordSerializer,
        responses={200: PushedSerializer, **REFUSALS},
    )
    def put(self, request: Request, key: str) -> Response:
        """Send a returned publication anew, as a whole; it goes to review again."""
        pushed = self.read(request, key)
        delivery = pushing.correct(
            request.auth,
            key=self.key,
            checksum=self.checksum,
            pushed=pushed,
            now=timezone.now(),
        )
        return _answered(delivery)
