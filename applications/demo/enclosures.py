"""The file that an answer of the demonstration gives out: marked as one of a demonstration."""

from datetime import datetime
from io import BytesIO

from applications import attaching
from applications.enums import DISCLOSING, FilePurpose
from applications.models import Application
from catalogs.demo.files import pdf
from catalogs.models import Official

NAME = "所申请的信息.pdf"


def enclose(application: Application, *, actor: Official, at: datetime) -> None:
    """Add the information itself to a drafted answer that discloses; once."""
    files = application.files.filter(purpose=FilePurpose.ANSWER)
    if application.outcome not in DISCLOSING or files.exists():
        return
    lines = [application.title, application.department.name, "（演示文件，内容为虚构）"]
    attaching.attach(
        application,
        file=BytesIO(pdf(lines)),
        name=NAME,
        purpose=FilePurpose.ANSWER,
        actor=actor,
        at=at,
    )
