#!/bin/sh
# Make the folder of secrets, and .env, once: RabbitMQ and MongoDB learn their passwords at their
# first start, so that a second set would lock everybody out.
#
#   deploy/buat-rahasia.sh             the folder `rahasia`, and .env
#   deploy/buat-rahasia.sh --tambah    what is missing in it: accounts, keys of new signatories
#   deploy/buat-rahasia.sh --periksa   do certificates still last, could an SK be signed
#
# The secrets are made by the image. IZIN=.venv/bin/izin makes them with a program on this machine.
# Keys for trying are made for the signatories of deploy/kantor/petugas.toml.
set -eu
cd "$(dirname "$0")/.."

register=deploy/kantor/petugas.toml
[ -e "$register" ] || register=

folder=
if [ $# -gt 0 ]; then
    if [ ! -e .env ]; then
        echo ".env belum ada. Buat dahulu folder rahasianya: $0" >&2
        exit 1
    fi
    folder=$(sed -n 's/^ALURIZIN_RAHASIA=//p' .env)
    folder=$(cd "$folder" && pwd)
fi

izin() {
    if [ -n "${IZIN:-}" ]; then
        IZIN_DAFTAR_PETUGAS="$register" "$IZIN" "$@"
    else
        docker build --quiet --tag alurizin:lokal . >/dev/null
        docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:$PWD" --workdir "$PWD" \
            ${folder:+--volume "$folder:$folder"} \
            --env IZIN_DAFTAR_PETUGAS="$register" alurizin:lokal "$@"
    fi
}

umask 077

if [ -n "$folder" ]; then
    izin rahasia "$folder" "$@"
    exit
fi

if [ -e .env ]; then
    echo ".env sudah ada; tidak diubah. Melengkapi folder rahasianya: $0 --tambah" >&2
    exit 1
fi

izin rahasia rahasia --ca /run/secrets/ca.crt --tanda-tangan /run/tanda-tangan
sed 's|^ALURIZIN_RAHASIA=$|ALURIZIN_RAHASIA=./rahasia|' deploy/.env.contoh >.env.baru
mv .env.baru .env
echo "Pengaturan ditulis ke .env. Berikutnya: docker compose up --build --detach"
