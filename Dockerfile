# valuenet serve in a container, as a user without rights. Build: docker build --tag valuenet .
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /valuenet && /valuenet/bin/pip install --no-cache-dir /source

FROM python:3.13-slim
# A new volume for the file of the embedded store belongs to whom /data belongs to.
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin valuenet \
 && install --directory --owner valuenet --group valuenet --mode 700 /data
COPY --from=build /valuenet /valuenet
ENV PATH=/valuenet/bin:$PATH PYTHONUNBUFFERED=1 MPLCONFIGDIR=/tmp VALUENET_STORE=sqlite:////data/valuenet.db
USER 10001
WORKDIR /data
EXPOSE 8642
# Whether it lives: to start it again brings no database back, so /readyz is for the proxy. Not by urllib, which may ask a proxy.
HEALTHCHECK --start-period=20s --timeout=10s CMD ["python", "-c", \
  "from http.client import HTTPConnection as C; c = C('127.0.0.1', 8642); c.request('GET', '/healthz'); exit(c.getresponse().status != 200)"]
ENTRYPOINT ["valuenet"]
CMD ["serve", "--host", "0.0.0.0"]
