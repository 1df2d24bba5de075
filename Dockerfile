FROM python:3.11-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements/base.txt requirements/base.txt
RUN /venv/bin/pip install --no-cache-dir --no-deps --require-hashes \
    --only-binary :all: -r requirements/base.txt

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    STATIC_ROOT=/app/staticfiles \
    VAR_DIR=/data \
    GRANIAN_WORKERS=2 \
    GRANIAN_BLOCKING_THREADS=8
RUN useradd --system --create-home --uid 10001 naskah \
    && install -d -o naskah /data \
    && install -d -o naskah -m 700 /keys
WORKDIR /app
COPY --from=build /venv /venv
COPY manage.py ./
COPY static static
COPY pages pages
COPY reviews reviews
COPY cms cms
# collectstatic needs settings that start, and none of the real secrets.
RUN SECRET_KEY=build-time-only-0123456789-abcdefghijklmnopqrstuvwxyz \
    ALLOWED_HOSTS=localhost VAR_DIR=/tmp/build python manage.py collectstatic --no-input
USER naskah
VOLUME /data /keys
EXPOSE 8000
HEALTHCHECK CMD python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz')"
CMD ["granian", "--interface", "wsgi", "--no-ws", "--host", "0.0.0.0", "--port", "8000", \
     "--respawn-failed-workers", "--workers-kill-timeout", "20", "cms.wsgi:application"]
