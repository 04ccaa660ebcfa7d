#!/bin/sh
# Make the folder of secrets, and .env, once: RabbitMQ and MongoDB learn their passwords at their
# first start, so that a second set would lock everybody out.
#
# The secrets are made by the image. IZIN=.venv/bin/izin makes them with a program on this machine.
set -eu
cd "$(dirname "$0")/.."

if [ -e .env ]; then
    echo ".env sudah ada; tidak diubah." >&2
    exit 1
fi

izin() {
    if [ -n "${IZIN:-}" ]; then
        "$IZIN" "$@"
    else
        docker build --quiet --tag alurizin:lokal . >/dev/null
        docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/kerja" --workdir /kerja \
            alurizin:lokal "$@"
    fi
}

umask 077
izin rahasia rahasia --ca /run/secrets/ca.crt
sed 's|^ALURIZIN_RAHASIA=$|ALURIZIN_RAHASIA=./rahasia|' deploy/.env.contoh >.env.baru
mv .env.baru .env
echo "Pengaturan ditulis ke .env. Berikutnya: docker compose up --build --detach"
