"""What the groups of the roles may do with the tables of the top floor."""

from catalogs.enums import Role

# Codenames of the app ``portal``: who holds a key and how to reach the holder is not for everyone.
ROLE_PERMISSIONS: dict[str, set[str]] = {Role.ADMINISTRATOR: {"view_apikey", "change_apikey"}}
