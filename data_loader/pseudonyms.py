"""Beneficiaries' codes as pseudonyms: a keyed hash, so that the database alone cannot lead back to a code or a name."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

DIGEST_BYTES = 16
"""128 bits: among any number of people no two meet by chance, and the keys of services are half as long."""
_MEMORY = 200_000
"""People remembered: most services are of somebody met before."""


def pseudonymiser(key: str) -> Callable[[str], str]:
    """A function from a given code to 32 hex digits: HMAC-SHA-256 cut to 128 bits, stable for one key."""
    secret = key.encode()
    known: dict[str, str] = {}

    def pseudonym(code: str) -> str:
        found = known.get(code)
        if found is None:
            found = hmac.digest(secret, code.encode(), "sha256")[:DIGEST_BYTES].hex()
            if len(known) >= _MEMORY:
                known.clear()
            known[code] = found
        return found

    return pseudonym


def fingerprint(key: str) -> str:
    """What the database keeps of the key: enough to refuse another one, useless for finding this one."""
    return hashlib.sha256(b"pseudonym-key:" + key.encode()).hexdigest()[:16]
