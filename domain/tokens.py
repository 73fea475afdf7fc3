"""Signed tokens that carry their purpose and their age; nothing secret is ever inside, only ids."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer


def seal(key: str, purpose: str, what: Any) -> str:
    """A token for `what` (plain JSON) that only opens for the same purpose."""
    return URLSafeTimedSerializer(key, salt=purpose).dumps(what)


def unseal(
    key: str, purpose: str, token: str, max_age_seconds: int | None = None, now: datetime | None = None
) -> Any | None:
    """What was sealed, or None when the token is not ours, for another purpose, or too old at the moment `now`."""
    try:
        what, sealed_at = URLSafeTimedSerializer(key, salt=purpose).loads(token, return_timestamp=True)
    except BadSignature:
        return None
    if max_age_seconds is not None:
        age = (now or datetime.now(sealed_at.tzinfo)) - sealed_at
        if age.total_seconds() > max_age_seconds:
            return None
    return what


def keyed_hash(key: str, purpose: str, what: str) -> str:
    """32 hexadecimal digits that link the same thing again, and mean nothing without the key."""
    return hmac.new(key.encode(), f"{purpose}:{what}".encode(), hashlib.sha256).hexdigest()[:32]
