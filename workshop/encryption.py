"""Secrets of second factors are kept encrypted: a copy of the database signs in nobody.

The keys are made of `SECRET_KEY` and the one before it. Without either, a secret cannot be read any
more by anybody.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

ENCRYPTED = "gAAAA"  # how all that Fernet has written begins


class Unreadable(Exception):
    """Encrypted under a key that this site has no more."""


@lru_cache
def _fernet_of(key):
    derived = HKDF(SHA256(), length=32, salt=None, info=b"ossau: second factors")
    return Fernet(urlsafe_b64encode(derived.derive(key.encode())))


def _fernet():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_fernet_of(key) for key in keys])


def encrypt(text):
    return _fernet().encrypt(text.encode()).decode()


def decrypt(text):
    try:
        return _fernet().decrypt(text).decode()
    except InvalidToken as error:
        raise Unreadable from error
