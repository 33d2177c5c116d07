# One image for web, worker, schedule and migrations; docker-compose.yml says which is which.
FROM python:3.11-slim-bookworm

# MALLOC_ARENA_MAX: each thread that renders a page would else keep memory of its own, which never shrinks again: a web
# process grew to 290 MB in 3,000 requests, with two places for all of them to 210, and to 227 in 10,000.
ENV LANG=C.UTF-8 \
    MALLOC_ARENA_MAX=2 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    XUNCHA_VAR=/srv/xuncha/var \
    PATH=/srv/xuncha/.venv/bin:$PATH

# Pango and Chinese fonts, for PDF documents: the same list as in script/bootstrap.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk fonts-arphic-ukai \
        fonts-babelstone-han fonts-hanazono \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 10001 --home-dir /srv/xuncha --shell /usr/sbin/nologin xuncha
WORKDIR /srv/xuncha

COPY requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --disable-pip-version-check --require-hashes -r requirements.lock

COPY . .
# Front-end files, catalogues and static files; the environment made above is taken over as it is.
RUN printf 'runtime %s /srv/xuncha\n' "$(sha256sum <requirements.lock | cut -d ' ' -f 1)" >.venv/xuncha-stamp \
    && script/bootstrap \
    && rm -rf node_modules var/home var/apt.log var/bootstrap.lock /root/.npm \
    && mkdir -p var/files var/backup var/proof \
    && chown -R xuncha: var

USER xuncha
EXPOSE 8000

# The name the check asks for must be one that is served, whatever XUNCHA_ALLOWED_HOSTS says.
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; host = os.environ.get('XUNCHA_ALLOWED_HOSTS', 'localhost').split(',')[0]; u.urlopen(u.Request('http://127.0.0.1:8000/healthz/', headers={'Host': host}), timeout=4)"]

# Threads wait for the database, not for slow readers: a buffering proxy belongs in front (docs/running.md).
CMD ["gunicorn", "config.wsgi:application", "--preload", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--timeout", "60", "--max-requests", "2000", "--max-requests-jitter", "200", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
