# One image for every service: what a container does is the command it is given.
#
#   docker build -t alurizin .
#   docker run --rm alurizin jalankan frontoffice

FROM python:3.13-slim-trixie AS dasar

# --- packages: needs pip and setuptools, which the image itself does not -----------------------
FROM dasar AS paket

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /bangun

COPY requirements/ requirements/
RUN python -m venv --without-pip /opt/alurizin \
    && python -m pip --python /opt/alurizin/bin/python install \
        --require-hashes --only-binary :all: --requirement requirements/runtime.txt

# The build backend, exactly as it is locked for development.
RUN awk '/^setuptools==/ {p = 1} p {print} p && !/\\$/ {exit}' requirements/dev.txt > bangun.txt \
    && python -m venv alat \
    && alat/bin/python -m pip install --require-hashes --requirement bangun.txt

COPY pyproject.toml README.md ./
COPY shared/ shared/
COPY services/ services/
COPY ops/ ops/
COPY izin/ izin/
RUN alat/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && python -m pip --python /opt/alurizin/bin/python install --no-deps --no-index dist/*.whl

# --- the image --------------------------------------------------------------------------------
FROM dasar

ENV PATH=/opt/alurizin/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

# A fixed uid, so that rights on mounted folders can be given by number.
RUN groupadd --gid 10001 izin \
    && useradd --uid 10001 --gid izin --no-create-home --home-dir /tmp --shell /usr/sbin/nologin izin

COPY --from=paket /opt/alurizin /opt/alurizin

USER 10001:10001
WORKDIR /tmp
ENTRYPOINT ["izin"]
CMD ["--help"]
