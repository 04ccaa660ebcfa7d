#!/usr/bin/env bash
# Prepare `make bench`: a virtual environment of its own, .venv-bench, with what AlurIzin runs on,
# in the same versions, and the task queues that it is measured beside. Comes after siapkan.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly ENVIRONMENT=".venv-bench"
readonly STAMP="$ENVIRONMENT/.siap"
readonly LOG=".izin/siapkan-bench.log"

main() {
    exec 9>.izin/siapkan-bench.lock # two `make` at the same moment wait for each other
    flock 9
    if [ "$(cat "$STAMP" 2>/dev/null)" = "$(fingerprint)" ]; then
        return
    fi
    printf 'Memasang paket untuk pengukuran di %s … ' "$ENVIRONMENT"
    if ! install >"$LOG" 2>&1 </dev/null; then
        printf 'gagal\n\n' >&2
        tail -n 40 "$LOG" >&2
        exit 1
    fi
    fingerprint >"$STAMP"
    printf 'selesai\n'
}

# The project itself is not installed: `python -m` finds it in the folder it is run from.
install() {
    rm -rf "$ENVIRONMENT"
    .venv/bin/uv venv --quiet --python .venv/bin/python "$ENVIRONMENT"
    .venv/bin/uv pip sync --python "$ENVIRONMENT/bin/python" --require-hashes requirements/bench.txt
}

fingerprint() {
    {
        pwd -P
        .venv/bin/python --version
        cat requirements/bench.txt scripts/siapkan-bench.sh
    } | sha256sum
}

main "$@"
