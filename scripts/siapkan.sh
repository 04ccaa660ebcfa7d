#!/usr/bin/env bash
# Prepare this machine: virtual environment, locked packages, the project itself, RabbitMQ.
#
#   scripts/siapkan.sh          everything
#   scripts/siapkan.sh python   the virtual environment only (linters, unit tests)
#   scripts/siapkan.sh uji      everything, and the programs that tests compare with
#
# May be run again at any time: what is in place already is left alone, within a moment.
# PYTHON names another interpreter. Needs no root where Debian's packages are there already.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly PYTHON_MINIMUM="3.11"
readonly RABBITMQ_PROGRAM="/usr/lib/rabbitmq/bin/rabbitmq-server"
readonly POLICY="/usr/sbin/policy-rc.d"
readonly STAMP=".venv/.siap"
readonly LOG=".izin/siapkan.log"

main() {
    local part="${1:-semua}"
    mkdir -p -m 700 .izin
    exec 9>.izin/siapkan.lock # two `make` at the same moment wait for each other
    flock 9
    : >"$LOG"
    prepare_python
    if [ "$part" != python ]; then
        prepare_rabbitmq
    fi
    if [ "$part" = uji ]; then
        prepare_readers
    fi
    echo "Komputer ini siap."
}

# --- virtual environment --------------------------------------------------------------------

prepare_python() {
    if [ -x .venv/bin/izin ] && [ "$(cat "$STAMP" 2>/dev/null)" = "$(fingerprint)" ]; then
        return
    fi
    local python
    python="$(find_python)" || python=""
    if [ -z "$python" ] && may_install; then
        step "Memasang Python" install_packages python3 python3-venv
        python="$(find_python)" || python=""
    fi
    [ -n "$python" ] || give_up "Python $PYTHON_MINIMUM atau lebih baru tidak ditemukan." \
        "Pasang lebih dahulu, misalnya: sudo apt-get install python3 python3-venv"
    require_venv "$python"
    rm -f "$STAMP"
    if ! .venv/bin/python -c "$(version_check)" 2>/dev/null; then
        step "Membuat lingkungan virtual .venv" "$python" -m venv --clear .venv
    fi
    if ! .venv/bin/uv --version >/dev/null 2>&1; then
        step "Memasang uv" install_uv
    fi
    step "Memasang paket Python yang terkunci" .venv/bin/uv pip sync --python .venv/bin/python \
        --compile-bytecode --require-hashes requirements/bootstrap.txt requirements/dev.txt
    step "Memasang AlurIzin" .venv/bin/uv pip install --python .venv/bin/python \
        --no-deps --no-build-isolation --editable .
    fingerprint >"$STAMP"
}

# Everything the environment depends on; another place on the disk counts, for scripts name it.
fingerprint() {
    {
        pwd -P
        cat requirements/bootstrap.txt requirements/dev.txt pyproject.toml scripts/siapkan.sh
    } | sha256sum
}

version_check() {
    echo "import sys; sys.exit(sys.version_info < (${PYTHON_MINIMUM/./, }))"
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c "$(version_check)" 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# Debian keeps the part of Python that makes environments in a package of its own.
require_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    local package
    package="$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    may_install || give_up "Python di komputer ini tidak dapat membuat lingkungan virtual." \
        "Pasang lebih dahulu: sudo apt-get install $package"
    step "Memasang $package" install_packages "$package"
}

install_uv() {
    .venv/bin/python -m ensurepip &&
        .venv/bin/python -m pip install --require-hashes \
            --requirement requirements/bootstrap.txt
}

# --- RabbitMQ -------------------------------------------------------------------------------

prepare_rabbitmq() {
    if [ -n "${RABBITMQ_URL:-}" ] || [ -x "$RABBITMQ_PROGRAM" ]; then
        return
    fi
    may_install || give_up "RabbitMQ belum terpasang, dan skrip ini tidak boleh memasangnya." \
        "Pasang sendiri: sudo apt-get install rabbitmq-server" \
        "atau isi RABBITMQ_URL dengan alamat RabbitMQ yang sudah ada."
    step "Memasang RabbitMQ dari paket sistem (sekitar 10 sampai 60 detik)" install_rabbitmq
    [ -x "$RABBITMQ_PROGRAM" ] || give_up "RabbitMQ terpasang, tetapi $RABBITMQ_PROGRAM tidak ada." \
        "Isi RABBITMQ_URL dengan alamat RabbitMQ yang sudah ada."
}

# The package starts a broker for the whole machine, now and at every boot. AlurIzin runs a
# private one, so neither is wanted.
install_rabbitmq() {
    local units=(rabbitmq-server.service)
    [ -x /usr/bin/epmd ] || units+=(epmd.service epmd.socket)
    if [ ! -e "$POLICY" ]; then
        trap 'as_root rm -f "$POLICY"' EXIT # also after Ctrl-C
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$POLICY" && as_root chmod 755 "$POLICY"
    fi
    install_packages rabbitmq-server || return
    if command -v systemctl; then
        as_root systemctl disable "${units[@]}" || true # not every release has all of them
    fi
}

# --- readers of signed letters, a device that holds a key, a browser --------------------------

prepare_readers() {
    local missing=()
    command -v pdfsig >/dev/null || missing+=(poppler-utils)
    command -v certutil >/dev/null || missing+=(libnss3-tools)
    command -v softhsm2-util >/dev/null || missing+=(softhsm2)
    [ -x /usr/bin/chromium ] || missing+=(chromium)
    if [ "${#missing[@]}" -eq 0 ]; then
        return
    fi
    may_install || give_up "Uji memerlukan ${missing[*]}, dan skrip ini tidak boleh memasangnya." \
        "Pasang sendiri: sudo apt-get install ${missing[*]}"
    step "Memasang ${missing[*]} untuk uji" install_packages "${missing[@]}"
}

# --- Debian packages ------------------------------------------------------------------------

may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_packages() {
    apt_install "$@" && return
    as_root apt-get update && apt_install "$@" # the lists were missing or old
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "$@"
}

# --- telling --------------------------------------------------------------------------------

step() {
    local title="$1" began="$SECONDS"
    shift
    printf '%s … ' "$title"
    if ! "$@" >>"$LOG" 2>&1 </dev/null; then
        printf 'gagal\n\n'
        tail -n 40 "$LOG"
        give_up "Langkah \"$title\" gagal. Keterangan lengkap ada di $LOG."
    fi
    printf 'selesai (%d detik)\n' "$((SECONDS - began))"
}

give_up() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

main "$@"
