"""Secrets: from the environment, or made once and kept in a file that only its owner reads."""

from __future__ import annotations

import os
import secrets as random
from pathlib import Path

LEAST_LENGTH = 24
"""Random letters of an alphabet of 64: 144 bits. Codes of beneficiaries are short, so the key alone keeps pseudonyms secret."""
LEAST_VARIETY = 8
"""Different letters: one letter 24 times is long as well."""
_KNOWN = ("secret", "changeme", "change-me", "change_me", "password", "example", "123456", "qwerty", "секрет", "пароль")
"""Words of values that everybody has read somewhere."""


class SecretError(Exception):
    """A secret cannot be used; the message is Russian, names the setting and the cure."""


def secret(name: str, variable: str, folder: Path) -> str:
    """The secret of an environment variable, else of `folder/name`, which is made (mode 0600) when it is missing."""
    given = os.environ.get(variable, "").strip()
    if given:
        return _checked(given, variable)
    try:
        return _kept(folder / name, variable)
    except OSError as error:
        raise SecretError(
            f"SECRETS_DIR: в «{folder}» ключ не сохранить ({error.strerror}). Укажите папку, куда можно писать, или задайте {variable}."
        ) from None


def _checked(value: str, variable: str) -> str:
    folded = value.casefold()
    if len(value) < LEAST_LENGTH or len(set(value)) < LEAST_VARIETY or any(word in folded for word in _KNOWN):
        raise SecretError(
            f"{variable}: значение слишком простое. Нужно не меньше {LEAST_LENGTH} случайных знаков, например: "
            'python -c "import secrets; print(secrets.token_urlsafe(32))". Или уберите настройку: ключ создастся сам.'
        )
    return value


def _kept(path: Path, variable: str) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{random.token_hex(8)}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(random.token_urlsafe(32))
        try:
            os.link(fresh, path)  # whoever is first decides; a half written file is never seen
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return _checked(path.read_text().strip(), f"{variable} ({path})")
