"""The names of Ossau's settings in the environment: no test may inherit one."""

import os

# A file of SQLite in which all is migrated, for every part of a run to copy: `tests/run.py`.
MIGRATED = os.environ.get("MIGRATED", "")
OURS = {
    "CELERY_BROKER_URL",
    "DATABASE_URL",
    "DEBUG",
    "DJANGO_SETTINGS_MODULE",
    "FORMER_SECRET_KEY",
    "HOST",
    "MAIL_FROM",
    "MAIL_URL",
    "ORCID_CLIENT_ID",
    "ORCID_CLIENT_SECRET",
    "PORT",
    "PROXIES",
    "SECRET_KEY",
    "SECURITY_CONTACT",
    "SITE_URL",
    "VAR_DIR",
    "WEB_PROCESSES",
}
