FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements/postgres.txt requirements/postgres.txt
RUN python -m venv /app/.venv && /app/.venv/bin/pip install --no-cache-dir --require-hashes -r requirements/postgres.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
RUN /app/.venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home assistant && mkdir -p /app/var && chown assistant /app/var
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY content content
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 HTTP_HOST=0.0.0.0 DATA_DIR=/app/var
USER assistant
VOLUME /app/var
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ.get('HTTP_PORT', '8080')}/health\", timeout=4)"]
CMD ["bot", "serve"]
