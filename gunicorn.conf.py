"""How gunicorn serves the dashboard: threads, so that one slow query stops nobody."""

from dashboard.settings import read_settings

settings = read_settings()
bind = f"{settings.host}:{settings.port}"
workers = settings.web_concurrency
worker_class = "gthread"
threads = settings.threads
loglevel = settings.log_level
timeout = 60
graceful_timeout = 10
keepalive = 15
max_requests = 0
