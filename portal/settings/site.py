"""What the site says of itself in its footer and headers, each line from the environment.

The defaults are demonstration values, and say so.
"""

from .environment import env

SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_ID_CODE = env("SITE_ID_CODE", default="0000000000（演示）")
ICP_NUMBER = env("ICP_NUMBER", default="苏ICP备00000000号（演示）")
POLICE_NUMBER = env("POLICE_NUMBER", default="苏公网安备00000000000000号（演示）")
# Where the mark of the Party or government body leads: its certificate at the naming centre.
PARTY_MARK_URL = env("PARTY_MARK_URL", default="")
ORGANISER = env("ORGANISER", default="无锡市滨湖区人民政府办公室（演示）")
OPERATOR = env("OPERATOR", default="无锡市滨湖区政务公开演示站点运维组（演示）")
CONTACT_PHONE = env("CONTACT_PHONE", default="0510-00000000（演示）")
CONTACT_EMAIL = env("CONTACT_EMAIL", default="demo@example.org")
CONTACT_ADDRESS = env("CONTACT_ADDRESS", default="江苏省无锡市滨湖区（演示地址）")

# Working days within which a reuse of data is examined and a request for data that are open on
# conditions is decided: what the installation promises. No law sets them; 10 is usual here.
DATA_SHARING_WORKING_DAYS = env.int("DATA_SHARING_WORKING_DAYS", default=10)
