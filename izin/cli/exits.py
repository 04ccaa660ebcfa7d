"""Exit codes, in one place: scripts rely on them."""

from enum import IntEnum


class Exit(IntEnum):
    OK = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    UNREACHABLE = 5
    INTERRUPTED = 130
    PIPE = 141


MEANINGS = {
    Exit.OK: "berhasil",
    Exit.FAILED: "gagal, atau yang diperiksa tidak benar",
    Exit.USAGE: "perintah atau masukan keliru",
    Exit.NOT_FOUND: "tidak ditemukan",
    Exit.REFUSED: "ditolak aturan; tidak ada yang berubah",
    Exit.UNREACHABLE: "server atau pelaksana tidak menjawab",
    Exit.INTERRUPTED: "dihentikan (Ctrl-C)",
    Exit.PIPE: "pembaca keluarannya berhenti (| head)",
}

EPILOG = "Kode keluar:\n" + "\n".join(
    f"{code.value:>3}  {meaning}" for code, meaning in MEANINGS.items()
)
