"""The open API: how often it may be asked, and how Django REST framework serves it."""

from .environment import env

# Requests a minute of one network address, and of one API key; 0 sets no limit.
API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=120)
API_REQUESTS_A_MINUTE_BY_KEY = env.int("API_REQUESTS_A_MINUTE_BY_KEY", default=1200)

# Who asks is no account: keys and limits are those of ``portal.opendata.gate``.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    # A parameter that is not in the schema is refused, "format" as well.
    "URL_FORMAT_OVERRIDE": None,
    "COMPACT_JSON": True,
    "EXCEPTION_HANDLER": "portal.opendata.gate.refused",
}
