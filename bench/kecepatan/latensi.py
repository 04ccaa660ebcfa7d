"""From a decision published to the next task delivered: idle, and at half of what each can do."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from rich.table import Table

from bench.kecepatan.giliran import giliran
from bench.kecepatan.hasil import Hasil, Persentil, milik, persentil, sebaran
from bench.kecepatan.jalan import Jalan
from bench.kecepatan.laju import Kabar, kata_dicuri, ukur_laju
from bench.kecepatan.peserta import SENDIRI, Peserta
from bench.kecepatan.tabel import angka, tabel_baru
from bench.pesanan import Pesanan

SENGGANG, SETENGAH = "senggang", "setengah beban"
PERMOHONAN_SENGGANG = 10
GILIRAN_SENGGANG = 3
"""So many turns a round, of so many applications one after another: nothing else is on its way."""

TENANG_DICURI = 0.03
TENANG = "senggang, tenang"
"""Those turns of `SENGGANG` of which the host took less than that."""

BEBAN_DETIK = 15.0


class Putaran(NamedTuple):
    """`p50` in milliseconds; `dicuri` as in `Hasil`."""

    ke: int
    p50: float
    dicuri: float


@dataclass(frozen=True)
class Latensi:
    """`laju` in applications a second; None where one waits for the other. `milidetik` is of the
    samples of all rounds; `putaran` tells a disturbed one from the others."""

    peserta: str
    keadaan: str
    laju: float | None
    milidetik: Persentil
    putaran: Sequence[Putaran] = ()


def ukur_latensi(
    jalan: Jalan, peserta: Mapping[str, Peserta], putaran: int, pesanan: Pesanan, kabar: Kabar
) -> list[Latensi]:
    """Samples of all rounds together. Raises `PengukuranGagal`."""
    mampu = ukur_laju(jalan, peserta, 1, pesanan, kabar)
    laju = {n: sebaran(h.per_detik for h in milik(mampu, n)).median / 2 for n in peserta}
    dasar = replace(pesanan, latensi=True)
    senggang = _senggang(jalan, peserta, putaran, dasar, kabar)
    beban: list[Hasil] = []
    for ke, nama in giliran(list(peserta), putaran):
        isi = replace(dasar, jumlah=max(1, round(BEBAN_DETIK * laju[nama])), laju=laju[nama])
        beban.append(jalan(peserta[nama], ke, isi))
        _kabarkan(beban[-1], SETENGAH, kabar)
    return ringkas_latensi(senggang, beban, laju)


def ringkas_latensi(
    senggang: Sequence[Hasil], beban: Sequence[Hasil], laju: Mapping[str, float]
) -> list[Latensi]:
    """`laju`: what each contestant was given at half load, applications a second."""
    tenang = [satu for satu in senggang if satu.dicuri < TENANG_DICURI]
    return [
        Latensi(
            nama,
            keadaan,
            laju[nama] if keadaan == SETENGAH else None,
            _semua(semua, nama),
            [Putaran(satu.putaran, _p50(satu), satu.dicuri) for satu in milik(semua, nama)],
        )
        for keadaan, semua in ((SENGGANG, senggang), (TENANG, tenang), (SETENGAH, beban))
        for nama in laju
        if milik(semua, nama)
    ]


def _senggang(
    jalan: Jalan, peserta: Mapping[str, Peserta], putaran: int, dasar: Pesanan, kabar: Kabar
) -> list[Hasil]:
    """All workers up at once, and officers of each in short turns: what slows the machine down for
    a while slows both. Workers that wait for messages do next to nothing."""
    isi = replace(dasar, jumlah=PERMOHONAN_SENGGANG, serentak=1)
    hasil: list[Hasil] = []
    with ExitStack() as tumpukan:
        berdiri = {n: tumpukan.enter_context(jalan.berdiri(p)) for n, p in peserta.items()}
        for ke, nama in giliran(list(peserta), putaran * GILIRAN_SENGGANG):
            hasil.append(berdiri[nama](ke, isi))
            _kabarkan(hasil[-1], SENGGANG, kabar)
    return hasil


def _kabarkan(satu: Hasil, keadaan: str, kabar: Kabar) -> None:
    kabar(
        f"putaran {satu.putaran}  {satu.peserta:<20} {keadaan}: {_p50(satu):.1f} ms"
        f"{kata_dicuri(satu)}"
    )


def _p50(hasil: Hasil) -> float:
    return persentil(hasil.latensi).p50


def _semua(hasil: Sequence[Hasil], nama: str) -> Persentil:
    return persentil(detik for satu in milik(hasil, nama) for detik in satu.latensi)


def rasio_latensi(semua: Sequence[Latensi]) -> dict[str, dict[str, float]]:
    """By state: AlurIzin's p50, p95 and p99 against the floor's own."""
    rasio: dict[str, dict[str, float]] = {}
    for keadaan in (SENGGANG, TENANG, SETENGAH):
        ukuran = {satu.peserta: satu.milidetik for satu in semua if satu.keadaan == keadaan}
        utama = next((satu for nama, satu in ukuran.items() if nama in SENDIRI), None)
        lantai = next((satu for nama, satu in ukuran.items() if nama not in SENDIRI), None)
        if utama and lantai:
            rasio[keadaan] = {
                p: round(getattr(utama, p) / getattr(lantai, p), 3) for p in ("p50", "p95", "p99")
            }
    return rasio


def dokumen_latensi(semua: Sequence[Latensi]) -> dict[str, Any]:
    return {
        "latensi": [
            {
                "peserta": satu.peserta,
                "keadaan": satu.keadaan,
                "permohonan_per_detik": satu.laju and round(satu.laju, 2),
                **{nama: round(nilai, 3) for nama, nilai in satu.milidetik._asdict().items()},
                "putaran": [_dokumen_putaran(putaran) for putaran in satu.putaran],
            }
            for satu in semua
        ],
        "rasio": rasio_latensi(semua),
    }


def _dokumen_putaran(satu: Putaran) -> dict[str, float]:
    return {
        "ke": satu.ke,
        "p50": round(satu.p50, 3),
        "dicuri_persen": round(100 * satu.dicuri, 1),
    }


def tabel_latensi(semua: Sequence[Latensi]) -> Table:
    judul = "Dari putusan dikirim sampai tugas berikutnya diterima, milidetik"
    kolom = ("tiap detik", "p50", "p95", "p99", "contoh")
    tabel = tabel_baru(judul, ["keadaan", "peserta"], *kolom)
    for satu in semua:
        laju = angka(satu.laju) if satu.laju else "satu-satu"
        nilai = [angka(n) for n in satu.milidetik[:3]]
        banyak = str(satu.milidetik.banyak)
        tabel.add_row(satu.keadaan, satu.peserta, laju, *nilai, banyak)
    for keadaan, rasio in rasio_latensi(semua).items():
        tabel.add_row(keadaan, "rasio", "", *(angka(nilai, 2) for nilai in rasio.values()), "")
    return tabel
