"""The marks that the foot of every page of a government website bears."""

import re

from django.conf import settings

# 国办秘函〔2019〕19号: identification code, filing numbers, the mark of the body, and who runs it.
_MARKS = {
    "SITE_ID_CODE": re.compile(r"\d{10}"),
    "ICP_NUMBER": re.compile(r"\w{1,2}ICP备\d{8}号(-\d+)?"),
    "POLICE_NUMBER": re.compile(r"\w{1,2}公网安备\s?\d{14}号"),
    "PARTY_MARK_URL": re.compile(r"https?://\S+"),
    "ORGANISER": re.compile(r"\S.*"),
    "CONTACT_PHONE": re.compile(r"[\d\s()+-]{7,}"),
}
# The defaults of an installation say that they are for demonstration.
_DEMONSTRATION = "演示"


def missing() -> list[str]:
    """Return the settings that are empty, malformed, or those of the demonstration."""
    return [
        name
        for name, form in _MARKS.items()
        if not form.fullmatch(value := getattr(settings, name).strip()) or _DEMONSTRATION in value
    ]
