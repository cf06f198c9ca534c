"""Files of public documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalogs.models import Attachment, Publication
from portal import public_files


@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = get_object_or_404(
        Attachment.objects.filter(publication__in=Publication.objects.public(today)), pk=pk
    )
    return public_files.send(
        request,
        found.file,
        name=found.name,
        content_type=found.content_type,
        size=found.size,
        checksum=found.checksum,
    )
