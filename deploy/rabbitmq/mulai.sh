#!/bin/sh
# The secrets are their owner's alone, and the broker runs as a user of its own. The image starts as
# root: hand it copies that only it can read, in memory, before it goes on as it always does.
set -eu

for rahasia in /run/secrets/*; do
    install -o rabbitmq -g rabbitmq -m 0400 "$rahasia" "/run/rahasia/$(basename "$rahasia")"
done
chown rabbitmq:rabbitmq /run/rahasia
exec docker-entrypoint.sh "$@"
