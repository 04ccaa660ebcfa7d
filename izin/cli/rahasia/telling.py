"""What to do with the secrets that were just made; never what they are."""

from collections.abc import Sequence
from pathlib import Path

from izin.cli.output import plain, stderr
from izin.rahasia.certs_folder import CA_KUNCI, MONGODB_PEM, RABBITMQ_CRT
from izin.rahasia.folder import DEFINISI, MONGODB_ENV
from izin.rahasia.tempat import Tempat


def made(folder: Path, place: Tempat) -> None:
    _say(
        f"Rahasia instalasi ini ada di {folder}, hanya terbaca pemiliknya.",
        f"  RabbitMQ ({place.rabbitmq.netloc}): impor {DEFINISI}; sertifikat {RABBITMQ_CRT}.",
        f"  MongoDB ({place.mongodb.netloc}): pengguna dari {MONGODB_ENV}; sertifikat"
        f" {MONGODB_PEM}.",
        f"  Layanan dan alat: satu berkas .env tiap akun; CA dicari di {place.ca}.",
        f"  Simpan {CA_KUNCI} di luar server ini. Jangan masukkan folder ini ke git atau surel.",
        "Langkah berikutnya: docs/operations/first-day.md",
    )


def completed(folder: Path, accounts: Sequence[str]) -> None:
    new = f"Akun baru: {', '.join(accounts)}." if accounts else "Semua akun sudah ada."
    _say(new, f"Impor lagi {folder / DEFINISI} ke RabbitMQ.")


def renewed(folder: Path) -> None:
    _say(f"Sertifikat server di {folder} diperbarui. Mulai ulang RabbitMQ dan MongoDB.")


def _say(*lines: str) -> None:
    for line in lines:
        stderr().print(plain(line), soft_wrap=True)
