"""The errors, as one tree.

    AlurIzinError
    ├── PesanTidakTerbaca      a body that is no message of the contract -> karantina
    ├── Ditolak                a readable message that the rules refuse; nothing changes
    │   ├── PengajuanDitolak   -> karantina, and the portal is told
    │   ├── PenarikanDitolak   -> the sender is told
    │   └── PutusanDitolak     -> the sender is told
    ├── SudahDiterapkan        a repeated message: its effect stands, publish the outcome again
    ├── RiwayatRusak           a stored history whose chain of digests does not hold
    ├── SkemaLebihBaru         a document that a newer AlurIzin wrote (retried by the worker)
    ├── StoreTidakTerjangkau   the document store does not answer (retried by the worker)
    │   └── JamTidakSepakat    it answers, and its clock and ours disagree
    ├── AlamatTidakSah         the URL of a server makes no sense
    └── BrokerTidakTerjangkau  the broker does not answer (retried by the worker)

SOP files have errors of their own in `shared.sop.errors`, the calendar in
`shared.kalender.loader`, the register of officers in `shared.petugas.loader`, embedded servers in
`shared.embedded.errors`, channels of alerts in `ops.notifier.errors`.
"""

from collections.abc import Sequence
from enum import StrEnum

RINCIAN_MAKS = 50
RINCIAN_MAKS_HURUF = 500
"""A refusal must not become larger than the message it refuses: 40,000 unknown fields are named
in part."""


class AlurIzinError(Exception):
    """Sesuatu tidak beres di AlurIzin."""


class KodeTolak(StrEnum):
    """Why a message was refused, as `Jawaban.kode` and as the header `kode` in karantina."""

    PESAN_TIDAK_SAH = "pesan_tidak_sah"
    SOP_TIDAK_DIKENAL = "sop_tidak_dikenal"
    PERMOHONAN_TIDAK_DIKENAL = "permohonan_tidak_dikenal"
    KIRIMAN_BERBEDA = "kiriman_berbeda"
    SUDAH_DIPUTUS = "sudah_diputus"
    LANGKAH_TIDAK_TERBUKA = "langkah_tidak_terbuka"
    BUKAN_WEWENANG = "bukan_wewenang"
    DI_LUAR_MANDAT = "di_luar_mandat"
    PUTUSAN_TIDAK_TERSEDIA = "putusan_tidak_tersedia"
    OUTPUT_KURANG = "output_kurang"
    OUTPUT_TIDAK_DIMINTA = "output_tidak_diminta"
    KELENGKAPAN_KURANG = "kelengkapan_kurang"
    VERDIK_KURANG = "verdik_kurang"
    ALASAN_KURANG = "alasan_kurang"
    DRAF_BERBEDA = "draf_berbeda"
    DRAF_SENDIRI = "draf_sendiri"
    BERKAS_DITOLAK = "berkas_ditolak"
    ISI_SURAT = "isi_surat"
    TANDA_TANGAN = "tanda_tangan"
    SK_TIDAK_DIKENAL = "sk_tidak_dikenal"
    DOKUMEN_TERKUNCI = "dokumen_terkunci"
    BIDANG_TIDAK_DIKENAL = "bidang_tidak_dikenal"
    KABAR_TIDAK_TERKIRIM = "kabar_tidak_terkirim"
    GALAT_TAK_TERDUGA = "galat_tak_terduga"


def _secukupnya(teks: str) -> str:
    """Short, and fit to be sent: a quotation from a message may hold half a character."""
    layak = teks.encode(errors="replace").decode()
    return layak if len(layak) <= RINCIAN_MAKS_HURUF else f"{layak[:RINCIAN_MAKS_HURUF]}…"


def _ringkas(rincian: Sequence[str]) -> tuple[str, ...]:
    ringkas = tuple(_secukupnya(satu) for satu in rincian[:RINCIAN_MAKS])
    sisa = len(rincian) - RINCIAN_MAKS
    return (*ringkas, f"… dan {sisa} hal lagi") if sisa > 0 else ringkas


class PesanTidakTerbaca(AlurIzinError):
    """Pesan tidak dapat dibaca menurut kontrak."""

    def __init__(self, rincian: tuple[str, ...]) -> None:
        rincian = _ringkas(rincian)
        super().__init__("; ".join(rincian))
        self.rincian = rincian


class Ditolak(AlurIzinError):
    """Pesan terbaca, tetapi aturan tidak mengizinkannya."""

    def __init__(self, kode: KodeTolak, alasan: str, rincian: tuple[str, ...] = ()) -> None:
        alasan, rincian = _secukupnya(alasan), _ringkas(rincian)
        super().__init__(alasan if not rincian else f"{alasan}: {'; '.join(rincian)}")
        self.kode = kode
        self.alasan = alasan
        self.rincian = rincian


class PengajuanDitolak(Ditolak):
    """Pengajuan tidak dapat diterima."""


class PenarikanDitolak(Ditolak):
    """Permohonan tidak dapat ditarik."""


class PutusanDitolak(Ditolak):
    """Putusan tidak dapat diterapkan."""


class SudahDiterapkan(AlurIzinError):
    """Pesan ini sudah diterapkan sebelumnya."""

    def __init__(self, urutan: int) -> None:
        super().__init__(f"entri riwayat ke-{urutan}")
        self.urutan = urutan


class RiwayatRusak(AlurIzinError):
    """Rantai riwayat tidak utuh."""


class SkemaLebihBaru(AlurIzinError):
    """A document that a newer AlurIzin wrote: it is neither guessed at nor written over."""

    def __init__(self, sebutan: str, skema: int, dikenal: int) -> None:
        super().__init__(
            f"dokumen {sebutan} ditulis AlurIzin yang lebih baru (skema {skema}; versi ini mengenal"
            f" sampai {dikenal}); perbarui AlurIzin di sini"
        )
        self.skema = skema


class StoreTidakTerjangkau(AlurIzinError):
    """Penyimpanan dokumen tidak menjawab."""


class JamTidakSepakat(StoreTidakTerjangkau):
    """Jam proses ini tidak sepakat dengan jam penyimpanan.

    Waited out like a store that is away, by whoever waits for one: nothing may be decided,
    announced or written down by a clock that is wrong."""


class AlamatTidakSah(AlurIzinError):
    """The URL of a server makes no sense; the text says why, without the URL: it has a password."""


class BrokerTidakTerjangkau(AlurIzinError):
    """Broker pesan tidak menjawab."""
