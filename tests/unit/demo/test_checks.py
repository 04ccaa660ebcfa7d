"""Each check finds the violation it is there for, in a history that is otherwise without fault."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from shared.audit.keluaran import periksa_keluaran
from shared.audit.riwayat import periksa_akhir, periksa_jalan, periksa_segel
from shared.audit.temuan import Temuan
from shared.contracts import Verdik
from shared.permohonan import Permohonan
from shared.sop.model import Sop
from tests.builders import Perjalanan, kode_wajib
from tests.unit.demo.tampering import Ubah, tanpa_entri, ubah, ubah_entri, ubah_hasil

Periksa = Callable[[Permohonan, Sop], Iterable[Temuan]]


@dataclass(frozen=True)
class Kasus:
    """After `rusak`, `periksa` says `pesan`; nothing before it."""

    periksa: Periksa
    rusak: Ubah
    pesan: str


def akhir(permohonan: Permohonan, _: Sop) -> Iterable[Temuan]:
    return periksa_akhir(permohonan)


def segel(permohonan: Permohonan, _: Sop) -> Iterable[Temuan]:
    return periksa_segel(permohonan)


def perjalanan() -> Perjalanan:
    """Rejected once and corrected, the draft sent back once by the Sekretaris, then issued.

    Entries: 0 ajukan, 1 verifikasi tolak, 2 ajukan, 3 verifikasi, 4 teruskan, 5 periksa
    lapangan, 6 susun draf, 7 kabid, 8 sekretaris kembalikan, 9 susun draf, 10 kabid,
    11 sekretaris, 12 tanda tangan, 13 serahkan.
    """
    jalan = Perjalanan(tanpa=[HILANG])
    jalan.putus("tolak")
    jalan.perbaiki([jalan.lemari.berkode(HILANG)])
    jalan.sampai(7).putus("kembalikan")
    while jalan.permohonan.langkah is not None:
        jalan.putus()
    return jalan


HILANG = kode_wajib(Perjalanan().sop)[-1]
JALAN = perjalanan()
SEJAM = timedelta(hours=1)


def _verdik_ditolak(permohonan: Permohonan) -> Permohonan:
    pertama, *lain = permohonan.riwayat[3].verdik
    ditolak = Verdik(kode=pertama.kode, diterima=False, alasan="buram")
    return ubah_entri(3, verdik=(ditolak, *lain))(permohonan)


def _berkas_catatan(permohonan: Permohonan) -> Permohonan:
    berkas = permohonan.riwayat[5].hasil[0].berkas
    return ubah_hasil(4, berkas=berkas)(permohonan)


def _output_lebih(permohonan: Permohonan) -> Permohonan:
    hasil = (*permohonan.riwayat[4].hasil, permohonan.riwayat[5].hasil[0])
    return ubah_entri(4, hasil=hasil)(permohonan)


KASUS = {
    "still on its way": Kasus(
        akhir,
        lambda _: Perjalanan().permohonan,
        "belum berakhir; berada di frontoffice",
    ),
    "finished, but a step is open": Kasus(
        akhir,
        ubah(langkah=Perjalanan().permohonan.langkah),
        "selesai, tetapi langkah 2 masih terbuka",
    ),
    "an entry whose content was changed": Kasus(
        segel,
        lambda p: p.model_copy(
            update={
                "riwayat": (
                    *p.riwayat[:4],
                    p.riwayat[4].model_copy(update={"catatan": "lain"}),
                    *p.riwayat[5:],
                )
            }
        ),
        "isi entri 4 berubah",
    ),
    "an entry that was taken out": Kasus(
        segel,
        lambda p: p.model_copy(update={"riwayat": (*p.riwayat[:4], *p.riwayat[5:])}),
        "entri 4 tidak menyambung",
    ),
    "a step that was left out": Kasus(
        periksa_jalan, tanpa_entri(7), "entri 7: langkah 7, padahal yang terbuka 6"
    ),
    "a route that the SOP does not have": Kasus(
        periksa_jalan,
        ubah_entri(3, ke=4),
        "entri 3: putusan 'terima' menuju 4, menurut SOP ke 3",
    ),
    "a decision that the step does not know": Kasus(
        periksa_jalan,
        ubah_entri(3, putusan="kembalikan"),
        "entri 3: langkah 2 tidak mengenal putusan 'kembalikan'",
    ),
    "a step that the SOP does not have": Kasus(
        periksa_jalan, ubah_entri(6, langkah=77), "entri 6: langkah 77 tidak ada dalam SOP"
    ),
    "a step done by another role": Kasus(
        periksa_jalan,
        ubah_entri(7, pelaksana="sekretaris"),
        "entri 7: setujui oleh sekretaris, menurut SOP setujui oleh kabid",
    ),
    "another act than the SOP's": Kasus(
        periksa_jalan,
        ubah_entri(7, tindakan=JALAN.sop.langkah_ke(2).tindakan),
        "entri 7: verifikasi oleh kabid, menurut SOP setujui oleh kabid",
    ),
    "a putaran that did not grow on the way back": Kasus(
        periksa_jalan, ubah_entri(2, putaran=1), "entri 2: putaran 1, seharusnya 2"
    ),
    "a putaran that grew on the way forward": Kasus(
        periksa_jalan, ubah_entri(4, putaran=3), "entri 4: putaran 3, seharusnya 2"
    ),
    "a clock that was started late": Kasus(
        periksa_jalan,
        lambda p: ubah_entri(5, dibuka_pada=p.riwayat[5].dibuka_pada + timedelta(seconds=1))(p),
        "entri 5: tidak dibuka pada saat langkah sebelumnya ditutup",
    ),
    "a decision from before the step was opened": Kasus(
        periksa_jalan,
        lambda p: ubah_entri(5, diputuskan_pada=p.riwayat[5].dibuka_pada - SEJAM)(p),
        "entri 5: waktu dibuka, diputuskan dan ditutup tidak berurutan",
    ),
    "an end that the history does not lead to": Kasus(
        periksa_jalan, ubah(status="ditolak"), "ditolak, padahal riwayat menuju selesai"
    ),
    "a history that goes on after its end": Kasus(
        periksa_jalan, ubah_entri(5, ke="ditolak"), "entri 6: langkah 5, padahal yang terbuka"
    ),
    "an output that is owed and missing": Kasus(
        periksa_keluaran,
        lambda p: ubah_entri(5, hasil=p.riwayat[5].hasil[:1])(p),
        "entri 5: output 'rekomendasi' tidak ada",
    ),
    "an output that nobody asked for": Kasus(
        periksa_keluaran, _output_lebih, "entri 4: output 'bapl' tidak diminta putusan 'terima'"
    ),
    "a document output without its file": Kasus(
        periksa_keluaran,
        ubah_hasil(5, berkas=None),
        "entri 5: output 'bapl' seharusnya berupa dokumen",
    ),
    "a record output with a file": Kasus(
        periksa_keluaran,
        _berkas_catatan,
        "entri 4: output 'berkas-dikirim' seharusnya berupa catatan",
    ),
    "a step opened without its kelengkapan": Kasus(
        periksa_keluaran, tanpa_entri(6), "entri 6: langkah 6 dibuka tanpa 'draft-sk'"
    ),
    "an approval of the draft that was sent back": Kasus(
        periksa_keluaran,
        lambda p: ubah_hasil(10, atas=p.riwayat[7].hasil[0].atas)(p),
        "entri 10: 'persetujuan-kabid' bukan atas 'draft-sk' yang berlaku saat itu",
    ),
    "a signature on no draft at all": Kasus(
        periksa_keluaran,
        ubah_hasil(12, atas=None),
        "entri 12: 'surat-keputusan' bukan atas 'draft-sk' yang berlaku saat itu",
    ),
    "files accepted while one is missing": Kasus(
        periksa_keluaran,
        ubah_entri(2, dokumen=()),
        f"entri 3: berkas diterima, padahal '{HILANG}' belum",
    ),
    "a verdict on a document that nobody submitted": Kasus(
        periksa_keluaran,
        ubah_entri(2, dokumen=()),
        f"entri 3: verdik atas '{HILANG}', yang tidak pernah diajukan",
    ),
    "files accepted while one is rejected": Kasus(
        periksa_keluaran, _verdik_ditolak, "entri 3: berkas diterima, padahal '"
    ),
    "a stored output that no entry made": Kasus(
        periksa_keluaran,
        lambda p: p.model_copy(update={"hasil": p.hasil[1:]}),
        "output yang tersimpan lain daripada yang dihasilkan riwayat",
    ),
    "a stored document that nobody submitted": Kasus(
        periksa_keluaran,
        lambda p: p.model_copy(update={"dokumen": p.dokumen[1:]}),
        "dokumen yang tersimpan lain daripada yang diajukan dan dinilai riwayat",
    ),
}


@pytest.mark.parametrize("periksa", [akhir, segel, periksa_jalan, periksa_keluaran])
def test_a_lawful_history_has_no_findings(periksa: Periksa) -> None:
    assert list(periksa(JALAN.permohonan, JALAN.sop)) == []


@pytest.mark.parametrize("kasus", KASUS.values(), ids=KASUS.keys())
def test_a_violation_is_found_and_named(kasus: Kasus) -> None:
    rusak = kasus.rusak(JALAN.permohonan)
    temuan = [satu.pesan for satu in kasus.periksa(rusak, JALAN.sop)]
    assert any(kasus.pesan in satu for satu in temuan), temuan


@pytest.mark.parametrize(
    "kasus", [pytest.param(k, id=n) for n, k in KASUS.items() if k.periksa is not segel]
)
def test_the_chain_alone_would_not_have_shown_it(kasus: Kasus) -> None:
    assert list(periksa_segel(kasus.rusak(JALAN.permohonan))) == []
