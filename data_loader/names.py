"""Matching of names as people write them."""


def match_key(text: str) -> str:
    return text.casefold().strip()
