"""Every index that AlurIzin makes: created by `prepare`, and looked for by `izin audit`."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

PERMOHONAN = "permohonan"
PELANGGARAN = "pelanggaran"
KABAR_TERKIRIM = "kabar_terkirim"
GANGGUAN = "gangguan"
KARANTINA_CATATAN = "karantina_catatan"
JAM = "jam"
SURAT = "surat"
SURAT_KATALOG = "surat_katalog"
LAPORAN = "laporan"
SK = "sk"
AKUN = "akun_petugas"
SESI = "sesi_petugas"
PERCOBAAN = "percobaan_masuk"
KOTAK = "kotak"
KOTAK_URUT = "kotak_urut"
KONSEP = "konsep_putusan"
SERI = "seri_putusan"
DILIHAT = "peringatan_dilihat"
DIBUKA = "perkara_dibuka"
BUCKET_DOKUMEN = "dokumen"

SIMPAN_KABAR_DETIK = 400 * 24 * 60 * 60
"""A message comes twice within minutes, or after a backlog of days; a record older than a year is
only weight. The store itself drops it."""

SIMPAN_JAM_DETIK = 24 * 60 * 60
"""The clock of a process that is gone is worth nothing."""

SIMPAN_KONSEP_DETIK = 30 * 24 * 60 * 60
"""What was half filled in and left: its step is decided long since, or it is begun anew."""

SIMPAN_PERCOBAAN_DETIK = 24 * 60 * 60
"""As `shared.akun.aturan.LUPA`."""


class Indeks(NamedTuple):
    """`kunci`: fields, ascending; `bidang:-1` descends. `kedaluwarsa_detik`: then it is dropped."""

    koleksi: str
    kunci: tuple[str, ...]
    unik: bool = False
    kedaluwarsa_detik: int | None = None

    def __str__(self) -> str:
        sifat = " (unik)" if self.unik else ""
        return f"{self.koleksi}: {', '.join(self.kunci)}{sifat}"

    @property
    def urutan(self) -> list[tuple[str, int]]:
        bagian = (satu.partition(":") for satu in self.kunci)
        return [(bidang, int(arah or 1)) for bidang, _, arah in bagian]

    @property
    def pilihan(self) -> dict[str, Any]:
        """The options of `create_index` besides the fields."""
        pilihan: dict[str, Any] = {"unique": True} if self.unik else {}
        if self.kedaluwarsa_detik is not None:
            pilihan["expireAfterSeconds"] = self.kedaluwarsa_detik
        return pilihan


INDEKS_PERMOHONAN = (
    Indeks(PERMOHONAN, ("nomor",), unik=True),
    Indeks(PERMOHONAN, ("pengajuan_id",), unik=True),
    Indeks(PERMOHONAN, ("_id", "status")),
    Indeks(PERMOHONAN, ("status", "_id")),
    Indeks(PERMOHONAN, ("langkah.pelaksana", "_id")),
)
INDEKS_JAGA = (
    Indeks(PERMOHONAN, ("jaga.pada",)),
    Indeks(PERMOHONAN, ("status", "jaga.kalender", "_id")),
    Indeks(PELANGGARAN, ("_id", "menunggu")),
    Indeks(PELANGGARAN, ("menunggu", "dipegang_pada")),
    Indeks(PELANGGARAN, ("pelanggaran.permohonan_id",)),
    Indeks(PELANGGARAN, ("pelanggaran.terdeteksi_pada",)),
)
INDEKS_OPS = (Indeks(PERMOHONAN, ("status", "_id")), Indeks(GANGGUAN, ("sampai",)))
INDEKS_KABAR = (Indeks(KABAR_TERKIRIM, ("pada",), kedaluwarsa_detik=SIMPAN_KABAR_DETIK),)
INDEKS_JAM = (Indeks(JAM, ("terlihat",), kedaluwarsa_detik=SIMPAN_JAM_DETIK),)
INDEKS_KARANTINA = (Indeks(KARANTINA_CATATAN, ("pada:-1", "_id:-1")),)
INDEKS_SK = (
    Indeks(SK, ("perkara",), unik=True),
    Indeks(SK, ("nomor",), unik=True),
    Indeks(SK, ("kode",), unik=True),
    Indeks(SK, ("seri", "tahun", "urut")),
    Indeks(SK, ("sha256",)),
    Indeks(SK, ("naskah",)),
)
INDEKS_AKUN = (
    Indeks(AKUN, ("orang",), unik=True),
    Indeks(SESI, ("akun",)),
    Indeks(SESI, ("sampai",), kedaluwarsa_detik=0),
    Indeks(PERCOBAAN, ("pada",), kedaluwarsa_detik=SIMPAN_PERCOBAAN_DETIK),
)
INDEKS_KOTAK = (
    Indeks(KOTAK, ("pelaksana", "nomor")),
    Indeks(KONSEP, ("diubah_pada",), kedaluwarsa_detik=SIMPAN_KONSEP_DETIK),
    Indeks(SERI, ("dibuat_pada",), kedaluwarsa_detik=SIMPAN_KONSEP_DETIK),
)
INDEKS_DILIHAT = (Indeks(DILIHAT, ("kunci",)),)
INDEKS_JEJAK = (
    Indeks(DIBUKA, ("nomor", "pada:-1")),
    Indeks(DIBUKA, ("akun", "pada:-1")),
    Indeks(DIBUKA, ("petugas.id", "pada:-1")),
)
INDEKS_DOKUMEN = (
    # As GridFS's drivers make them with the first file, and not when files are restored.
    Indeks(f"{BUCKET_DOKUMEN}.files", ("filename", "uploadDate")),
    Indeks(f"{BUCKET_DOKUMEN}.chunks", ("files_id", "n"), unik=True),
)

SEMUA_INDEKS: tuple[Indeks, ...] = tuple(
    dict.fromkeys(
        (
            *INDEKS_PERMOHONAN,
            *INDEKS_JAGA,
            *INDEKS_OPS,
            *INDEKS_KABAR,
            *INDEKS_KARANTINA,
            *INDEKS_JAM,
            *INDEKS_SK,
            *INDEKS_AKUN,
            *INDEKS_KOTAK,
            *INDEKS_DILIHAT,
            *INDEKS_JEJAK,
            *INDEKS_DOKUMEN,
        )
    )
)


def kurang(ada: Mapping[str, Iterable[Indeks]]) -> list[Indeks]:
    """Those that are missing, or are there with other properties, in the collections there are."""
    return [satu for satu in SEMUA_INDEKS if satu.koleksi in ada and satu not in ada[satu.koleksi]]
