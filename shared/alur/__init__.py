"""The flow: who may decide what, and what follows from it. Pure: no broker, no store, no clock."""

from shared.alur.decision import Keadaan, perkara_terbuka, putuskan
from shared.alur.files import MIB, Fakta, FaktaBerkas, teks_ukuran
from shared.alur.kabar import BahanKabar
from shared.alur.outgoing import Kiriman, kiriman_langkah, kiriman_tidak_diterima, kiriman_tugas
from shared.alur.pemulihan import kiriman_kabar, kiriman_terbuka, penanda_terbuka
from shared.alur.penarikan import sidik_penarikan, tarik
from shared.alur.submission import (
    daftarkan,
    kenali,
    pastikan_layak_dibaca,
    pastikan_sah,
    perbaiki,
)
from shared.alur.task import berkas_terkini, jawab, susun_berkas, susun_tugas

__all__ = [
    "MIB",
    "BahanKabar",
    "Fakta",
    "FaktaBerkas",
    "Keadaan",
    "Kiriman",
    "berkas_terkini",
    "daftarkan",
    "jawab",
    "kenali",
    "kiriman_kabar",
    "kiriman_langkah",
    "kiriman_terbuka",
    "kiriman_tidak_diterima",
    "kiriman_tugas",
    "pastikan_layak_dibaca",
    "pastikan_sah",
    "penanda_terbuka",
    "perbaiki",
    "perkara_terbuka",
    "putuskan",
    "sidik_penarikan",
    "susun_berkas",
    "susun_tugas",
    "tarik",
    "teks_ukuran",
]
