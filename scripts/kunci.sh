#!/usr/bin/env bash
# Write requirements/*.txt anew from pyproject.toml: exact versions and hashes, no address. Then the
# national holidays, by the version of their package that is locked now.
#
#   scripts/kunci.sh             keep the locked versions where they still fit
#   scripts/kunci.sh --upgrade   take the newest that fit
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

lock() {
    local output="$1"
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --output-file "$output" "$@"
}

lock requirements/runtime.txt --extra qr pyproject.toml "$@"
lock requirements/dev.txt --extra embedded --extra qr --extra dev pyproject.toml "$@"
# What is measured is what runs: the same versions as everywhere else.
lock requirements/bench.txt --extra embedded --extra bench pyproject.toml \
    --constraint requirements/dev.txt "$@"
lock requirements/bootstrap.txt requirements/bootstrap.in "$@"
scripts/periksa-kunci.sh
scripts/siapkan.sh python
.venv/bin/python -m shared.kalender.libur_paket >shared/kalender/libur_nasional.json
