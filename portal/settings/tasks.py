"""Celery: the broker, how a task is acknowledged, and what runs when."""

from celery.schedules import crontab

from .environment import env

REDIS_URL = env("REDIS_URL", default="")

CELERY_BROKER_URL = REDIS_URL or "memory://"
# Without a broker a task runs at once, in the process that sends it.
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_ENABLE_UTC = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1

# A task whose worker dies is given to another one; every task is safe to run twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 540
CELERY_TASK_SOFT_TIME_LIMIT = 480
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,  # longer than any task may run
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}

# ``portal.search`` keeps its task below the package, where autodiscovery does not look.
CELERY_IMPORTS = [
    "portal.search.tasks",
    "portal.opendata.key_tasks",
    "portal.opendata.live.tasks",
    "portal.opendata.tasks",
]

CELERY_BEAT_SCHEDULE = {
    "apply due adjustments": {
        "task": "catalogs.tasks.apply_due_adjustments",
        "schedule": crontab(hour=0, minute=10),
    },
    # After the adjustments: what became or ceased to be public by its date alone.
    "rebuild search index": {
        "task": "portal.search.tasks.rebuild",
        "schedule": crontab(hour=0, minute=20),
    },
    "end what has passed in applications": {
        "task": "applications.tasks.end_what_has_passed",
        "schedule": crontab(hour=0, minute=20),
    },
    "purge drafts of applications": {
        "task": "applications.tasks.purge_drafts",
        "schedule": crontab(minute="*/10"),
    },
    "erase identities of applicants": {
        "task": "applications.tasks.erase_identities",
        "schedule": crontab(hour=0, minute=40),
    },
    "remind of interpretations": {
        "task": "catalogs.tasks.remind_of_interpretations",
        "schedule": crontab(hour=7, minute=25),
    },
    "remind of what was sent in about open data": {
        "task": "catalogs.tasks.remind_of_what_was_sent_in",
        "schedule": crontab(hour=7, minute=45),
    },
    "end what was sent in about open data": {
        "task": "catalogs.tasks.end_what_was_sent_in",
        "schedule": crontab(hour=0, minute=55),
    },
    "remind handlers of applications": {
        "task": "applications.tasks.remind_handlers",
        "schedule": crontab(hour=7, minute=30),
    },
    "remind handlers of feedback": {
        "task": "feedback.tasks.remind_handlers",
        "schedule": crontab(hour=7, minute=35),
    },
    "remind of public opinion": {
        "task": "feedback.tasks.remind_of_opinions",
        "schedule": crontab(minute="*/10"),
    },
    "open consultations": {
        "task": "feedback.tasks.open_consultations",
        "schedule": crontab(minute="*/10"),
    },
    "propose knowledge": {
        "task": "feedback.tasks.propose_knowledge",
        "schedule": crontab(hour=2, minute=0, day_of_month=1),
    },
    "erase contacts of API keys": {
        "task": "portal.opendata.key_tasks.erase_contacts",
        "schedule": crontab(hour=0, minute=55),
    },
    "erase contacts of feedback": {
        "task": "feedback.tasks.erase_contacts",
        "schedule": crontab(hour=0, minute=50),
    },
    # Nightly and not only on the first: a night that was missed is caught up.
    "open monthly reports": {
        "task": "supervision.tasks.open_monthly_reports",
        "schedule": crontab(hour=1, minute=10),
    },
    "remind of monthly reports": {
        "task": "supervision.tasks.remind_of_monthly_reports",
        "schedule": crontab(hour=7, minute=40),
    },
    # After the nightly changes of the lists, before the first reminder of the morning.
    "inspect": {
        "task": "supervision.tasks.inspect_daily",
        "schedule": crontab(hour=1, minute=30),
    },
    # After the live datasets: what their release did not build, or a machine has lost.
    "rebuild missing rows of datasets": {
        "task": "portal.opendata.tasks.rebuild_missing",
        "schedule": crontab(hour=4, minute=0),
    },
    # After the inspection, whose scores and findings are among the rows.
    "refresh live data": {
        "task": "portal.opendata.live.tasks.refresh_daily",
        "schedule": crontab(hour=2, minute=30),
    },
    # After the inspection; a first that was missed is caught up on the next nights.
    "make supervision reports": {
        "task": "supervision.tasks.make_supervision_reports",
        "schedule": crontab(hour=3, minute=0),
    },
    "thin tallies": {
        "task": "supervision.tasks.thin_tallies",
        "schedule": crontab(hour=3, minute=40),
    },
    "tell of findings": {
        "task": "supervision.tasks.tell_of_findings",
        "schedule": crontab(hour=7, minute=20),
    },
    "discard abandoned files of datasets": {
        "task": "catalogs.tasks.discard_abandoned_uploads",
        "schedule": crontab(hour=1, minute=0),
    },
    "check links": {
        "task": "catalogs.tasks.check_links",
        "schedule": crontab(hour=22, minute=0, day_of_week="sunday"),
    },
    "release scheduled publications": {
        "task": "catalogs.tasks.release_scheduled_publications",
        "schedule": crontab(),
    },
    "send letters": {
        "task": "catalogs.tasks.send_letters",
        "schedule": crontab(),
    },
}
