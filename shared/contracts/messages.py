"""The messages of the wire. Field names are a public interface: add, never rename."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from shared.contracts.base import (
    Kode,
    KodePelaksana,
    Kontrak,
    KunciKiriman,
    NoLangkah,
    Nomor,
    NomorSurat,
    Pesan,
    Putaran,
    Saat,
    Sha256,
    Tanggal,
    Teks,
    unik,
)
from shared.contracts.outside import PesanLuar
from shared.contracts.parts import (
    Dokumen,
    DokumenBerkode,
    DokumenDiajukan,
    HasilDiminta,
    HasilLangkah,
    HasilPutusan,
    Kekurangan,
    Lembaga,
    Pemohon,
    Perbaikan,
    Perubahan,
    Petugas,
    Verdik,
)
from shared.contracts.pelanggaran import Pelanggaran
from shared.contracts.spelling import dahulu, kosong_bila_tak_terlihat
from shared.tindakan import (
    Akhir,
    AkhirTercatat,
    NilaiPutusan,
    PutusanTercatat,
    Tindakan,
)

_ISIAN = Annotated[str, StringConstraints(max_length=1000)]
Isian = dict[Kode, Annotated[_ISIAN, dahulu(kosong_bila_tak_terlihat, _ISIAN)]]
Tujuan = NoLangkah | Akhir
TujuanTercatat = NoLangkah | AkhirTercatat


class Pengajuan(PesanLuar):
    """A submission, or a correction of one, as the portal publishes it (langkah `ajukan`).

    `pengajuan_id` is the portal's idempotency key: the same key with the same content is the
    same submission however often it is sent. A correction has a key of its own and names
    `nomor` and the `putaran` that the Pemberitahuan `dikembalikan` gave; it carries only the
    documents that are to be replaced or added. `mulai_pada`: when the applicant began to fill
    in the form; `diajukan_pada`: when the portal published it, from which the office's first
    clock runs. `kabari_kemajuan`: whether the portal wants a notice at each step, of an application
    for good; None leaves it to the office. `menggantikan`: the SK whose place the new one takes.
    """

    tipe: Literal["Pengajuan"] = "Pengajuan"
    pengajuan_id: KunciKiriman
    sop: Kode
    nomor: Nomor | None = None
    putaran: Putaran = 1
    mulai_pada: Saat | None = None
    diajukan_pada: Saat
    pemohon: Pemohon
    lembaga: Lembaga
    isian: Isian = Field(default_factory=dict)
    dokumen: Annotated[tuple[DokumenBerkode, ...], Field(max_length=100), unik(lambda d: d.kode)]
    kabari_kemajuan: bool | None = None
    menggantikan: NomorSurat | None = None

    @model_validator(mode="after")
    def _menggantikan_sejak_awal(self) -> Self:
        if self.menggantikan is not None and self.nomor is not None:
            raise ValueError("menggantikan hanya disebut pengajuan baru, bukan perbaikan")
        return self

    @model_validator(mode="after")
    def _nomor_dan_putaran_sejalan(self) -> Self:
        if (self.nomor is None) != (self.putaran == 1):
            raise ValueError(
                "pengajuan baru tidak menyebut nomor dan putarannya 1;"
                " perbaikan menyebut nomor dan putaran 2 atau lebih"
            )
        return self


class Penarikan(PesanLuar):
    """The applicant takes an application back, as long as its SOP allows it.

    `penarikan_id` is the portal's idempotency key. `pengajuan_id` is that of any submission of this
    application: a mistyped nomor alone would withdraw somebody else's. `alasan` may stay empty.
    """

    tipe: Literal["Penarikan"] = "Penarikan"
    penarikan_id: KunciKiriman
    sop: Kode
    nomor: Nomor
    pengajuan_id: KunciKiriman
    alasan: Teks = ""
    ditarik_pada: Saat


class KeadaanPermohonan(Pesan):
    """The application as it stands at an open step; documents by reference."""

    permohonan_id: UUID
    nomor: Nomor
    sop: Kode
    sop_versi: Sha256
    urutan: int
    langkah: NoLangkah
    putaran: Putaran
    pelaksana: KodePelaksana
    dibuka_pada: Saat
    pemohon: Pemohon
    lembaga: Lembaga
    isian: Isian
    dokumen: tuple[DokumenDiajukan, ...]
    hasil: tuple[HasilLangkah, ...]
    perbaikan: tuple[Perbaikan, ...] = ()
    catatan: str = ""
    menggantikan: str | None = None


class Berkas(KeadaanPermohonan):
    """An application that has come to a pelaksana's desk. `urutan` counts the closed steps."""

    tipe: Literal["Berkas"] = "Berkas"


class Pilihan(Kontrak):
    """One decision that is open to the officer, where it leads, and what it must bring.

    `hasil_wajib` are codes of `Tugas.keluaran`. `tambahan` is empty where the SOP itself
    has the route, and says why it was added otherwise.
    """

    putusan: NilaiPutusan
    ke: Tujuan
    ke_pelaksana: KodePelaksana | None = None
    arti: str
    hasil_wajib: tuple[Kode, ...] = ()
    tambahan: str = ""


class Tugas(KeadaanPermohonan):
    """All that an officers' tool needs to show one open step and to decide it.

    `kegiatan`, `kelengkapan`, `waktu`, `output` and `keterangan` are the SOP's own words.
    `atas` names the document to be approved, signed or received: its SHA-256 must come back
    in `Putusan.atas`. `jatuh_tempo` is absent where no due instant was computed. `perubahan` is
    what the last correction changed of the form; a value that had not been sent back is marked by
    `diminta` false, and takes back the acceptances that may rest on it.
    """

    tipe: Literal["Tugas"] = "Tugas"
    tugas_id: str
    sop_judul: str
    tindakan: Tindakan
    kegiatan: str
    kelengkapan: str
    waktu: str
    output: str
    keterangan: str
    kekurangan: tuple[Kekurangan, ...] = ()
    perubahan: tuple[Perubahan, ...] = ()
    keluaran: tuple[HasilDiminta, ...]
    pilihan: tuple[Pilihan, ...]
    atas: DokumenBerkode | None = None
    jatuh_tempo: Saat | None = None


class Putusan(PesanLuar):
    """An officer's decision on one open step, sent to `<pelaksana>.putusan`.

    `putusan_id` is the tool's idempotency key. `langkah` and `putaran` come from the Tugas.
    `atas` is the SHA-256 of the very document that was approved, signed or received.
    `catatan` is owed when the decision sends the application back or refuses it and no
    verdict says why. `mulai_pada`: when the officer took the task in hand; from it the time of
    waiting and the time of work are told apart.
    """

    tipe: Literal["Putusan"] = "Putusan"
    putusan_id: KunciKiriman
    permohonan_id: UUID
    langkah: NoLangkah
    putaran: Putaran
    pelaksana: KodePelaksana
    putusan: NilaiPutusan
    petugas: Petugas
    mulai_pada: Saat | None = None
    diputuskan_pada: Saat
    verdik: Annotated[tuple[Verdik, ...], Field(max_length=100), unik(lambda v: v.kode)] = ()
    hasil: Annotated[tuple[HasilPutusan, ...], Field(max_length=100), unik(lambda h: h.kode)] = ()
    atas: Sha256 | None = None
    catatan: Teks = ""

    @property
    def dokumen(self) -> tuple[DokumenBerkode, ...]:
        """The outputs that are files."""
        return tuple(
            DokumenBerkode(kode=h.kode, berkas=h.berkas) for h in self.hasil if h.berkas is not None
        )


TUGAS_SEKALI_MAKS = 50


class MintaTugas(PesanLuar):
    """A tool asks anew for the tasks that are open at its desk, or for that of one application;
    sent to `<pelaksana>.putusan`, where the tool's decisions go.

    The answer goes to `reply_to` alone. `paling_banyak` tasks come at once; `setelah` is the
    `lanjut` of the answer before.
    """

    tipe: Literal["MintaTugas"] = "MintaTugas"
    permintaan_id: KunciKiriman
    pelaksana: KodePelaksana
    permohonan_id: UUID | None = None
    setelah: UUID | None = None
    paling_banyak: Annotated[int, Field(ge=1, le=TUGAS_SEKALI_MAKS)] = 20


class DaftarTugas(Pesan):
    """The tasks asked for, in an order of no meaning that stays the same; `lanjut` is set when
    there are more. Each is the Tugas of today: with the same `tugas_id` as the one in the queue."""

    tipe: Literal["DaftarTugas"] = "DaftarTugas"
    menjawab: str
    pelaksana: KodePelaksana
    tugas: tuple[Tugas, ...]
    lanjut: UUID | None = None


class MintaNaskah(PesanLuar):
    """A tool asks for the text of the SK that its officer is about to sign; sent to
    `<pelaksana>.putusan`. This draws the number of the SK, once a case. It says what the decision
    will say: who signs, and `atas`, the SHA-256 of the approved draft.

    The answer goes to `reply_to`: a `Naskah`, or a `Jawaban` that says why there is none.
    """

    tipe: Literal["MintaNaskah"] = "MintaNaskah"
    permintaan_id: KunciKiriman
    permohonan_id: UUID
    langkah: NoLangkah
    putaran: Putaran
    pelaksana: KodePelaksana
    petugas: Petugas
    atas: Sha256


class Naskah(Pesan):
    """The text of an SK, with its number and date: `berkas` is to be signed as it is, by appending
    (PAdES), and comes back as the output `kode` of the decision. It stays the same all day; asked
    for on a later day, it bears that day's date."""

    tipe: Literal["Naskah"] = "Naskah"
    menjawab: str
    permohonan_id: UUID
    nomor: Nomor
    kode: Kode
    nomor_sk: str
    tanggal: Tanggal
    berkas: Dokumen


JenisPemberitahuan = Literal[
    "diterima",
    "dikembalikan",
    "ditolak",
    "sk_terbit",
    "tidak_diterima",
    "diproses",
    "selesai",
    "ditarik",
    "sk_akan_berakhir",
]


class Pemberitahuan(Pesan):
    """What the applicant is told. `tidak_diterima`: a submission that was not registered.

    `pengajuan_id` names the submission that this answers where there is one; `dokumen` is the
    SK when it is issued; `putaran` of a `dikembalikan` is the one the correction must name.
    `diproses` (at another desk) and `selesai` (the SK was received) go to portals that asked for
    them, as does `sk_akan_berakhir`, once, some time before the last day of an SK; `ditarik`
    follows a Penarikan. `langkah`, `pelaksana` and `meja` say where the application
    is now; the three dates, by when: absent where nothing runs.
    """

    tipe: Literal["Pemberitahuan"] = "Pemberitahuan"
    jenis: JenisPemberitahuan
    pada: Saat
    sop: Kode
    permohonan_id: UUID | None = None
    nomor: Nomor | None = None
    putaran: Putaran | None = None
    pengajuan_id: str | None = None
    pesan: str
    perbaikan: tuple[Perbaikan, ...] = ()
    dokumen: tuple[DokumenBerkode, ...] = ()
    langkah: NoLangkah | None = None
    pelaksana: KodePelaksana | None = None
    meja: str = ""
    jatuh_tempo: Saat | None = None
    jatuh_tempo_keseluruhan: Saat | None = None
    fiktif_positif: Tanggal | None = None
    nomor_sk: str | None = None
    berlaku_sampai: Tanggal | None = None


JenisPeristiwa = Literal[
    "diajukan", "diperbaiki", "diteruskan", "dikembalikan", "ditolak", "selesai", "ditarik"
]


class Peristiwa(Pesan):
    """One fact: a step of an application was closed, by a decision or (`putusan` "tarik") because
    the applicant withdrew. Carries no personal data.

    `digest` is the digest of the entry in the application's riwayat.
    """

    tipe: Literal["Peristiwa"] = "Peristiwa"
    peristiwa: JenisPeristiwa
    permohonan_id: UUID
    nomor: Nomor
    sop: Kode
    sop_versi: Sha256
    urutan: int
    langkah: NoLangkah
    putaran: Putaran
    pelaksana: KodePelaksana
    tindakan: Tindakan
    putusan: PutusanTercatat
    ke: TujuanTercatat
    dibuka_pada: Saat
    ditutup_pada: Saat
    digest: Sha256


class Jawaban(Pesan):
    """The worker's answer to a message that carried `reply_to`.

    `menjawab` is the `putusan_id`, `pengajuan_id` or `penarikan_id`, empty where none could be
    read.
    `diterapkan` is true also for a repeated message whose effect already stands.
    """

    tipe: Literal["Jawaban"] = "Jawaban"
    menjawab: str
    diterapkan: bool
    kode: str
    alasan: str
    rincian: tuple[str, ...] = ()
    permohonan_id: UUID | None = None
    nomor: Nomor | None = None


SEMUA_PESAN: tuple[type[Pesan], ...] = (
    Pengajuan,
    Penarikan,
    Berkas,
    Tugas,
    Putusan,
    MintaTugas,
    DaftarTugas,
    MintaNaskah,
    Naskah,
    Pemberitahuan,
    Peristiwa,
    Jawaban,
    Pelanggaran,
)
