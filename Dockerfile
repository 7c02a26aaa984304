# valuenet serve in a container, as a user without rights. Build: docker build --tag valuenet .
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /valuenet && /valuenet/bin/pip install --no-cache-dir /source

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home --home-dir /data valuenet
COPY --from=build /valuenet /valuenet
ENV PATH=/valuenet/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
EXPOSE 8642
HEALTHCHECK CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8642/readyz', timeout=5)"]
ENTRYPOINT ["valuenet"]
CMD ["serve", "--host", "0.0.0.0"]
