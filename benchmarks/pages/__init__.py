"""How fast the pages are, in a real Chromium over a real gunicorn: each number with its goal beside it."""
