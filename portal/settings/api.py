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
    "DEFAULT_SCHEMA_CLASS": "portal.opendata.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "portal.opendata.gate.refused",
}

SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "VERSION": "1.0.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "AUTHENTICATION_WHITELIST": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["portal.opendata.api.schema_parts.complete"],
}
