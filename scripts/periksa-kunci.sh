#!/usr/bin/env bash
# Refuse a lock file that names where packages come from: that is the machine's business.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if grep -nE '://| @ |^ *(-i|-f|--(index|extra-index|find-links|trusted-host|no-index)[a-z-]*)\b' \
    requirements/*.txt requirements/*.in; then
    echo "Berkas kunci di atas memuat alamat; buat lagi dengan scripts/kunci.sh." >&2
    exit 1
fi
