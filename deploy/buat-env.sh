#!/bin/sh
# Make .env with random passwords, once: RabbitMQ and MongoDB learn them at their first start,
# so that a second set would lock everybody out.
set -eu
cd "$(dirname "$0")/.."

if [ -e .env ]; then
    echo ".env sudah ada; tidak diubah." >&2
    exit 1
fi

random() {
    head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

umask 077
while IFS= read -r line; do
    case "$line" in
    *_PASSWORD=) printf '%s%s\n' "$line" "$(random)" ;;
    *) printf '%s\n' "$line" ;;
    esac
done <deploy/.env.contoh >.env.baru
mv .env.baru .env
echo "Kata sandi acak ditulis ke .env (hanya dapat dibaca pemiliknya)."
