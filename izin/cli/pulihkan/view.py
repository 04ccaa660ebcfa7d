"""What was found and done, as the operator reads it."""

from izin.cli.output import plain, stderr, stdout
from izin.cli.tables import one_line_table
from shared.kantor.pulihkan import Tally

HEADINGS = ("Pelaksana", "Terbuka", "Di antrean", "Karantina", "Baru", "Dikirim ulang")
LOST_DISK = (
    "Bila broker kehilangan datanya, kabar kepada pemohon, peristiwa dan pelanggaran yang belum"
    " dibaca ikut hilang. Kirim ulang sejak broker terakhir sehat: izin pulihkan --sejak SAAT"
)


def show(tally: Tally, *, since: bool) -> None:
    out, err = stdout(), stderr()
    if tally.meja:
        out.print(one_line_table(HEADINGS, _rows(tally)))
    out.print(plain(_sentence(tally)), soft_wrap=True)
    if tally.antrean_hilang:
        kata = "tidak ada" if tally.coba else "tidak ada dan dibuat kembali"
        daftar = ", ".join(tally.antrean_hilang)
        out.print(plain(f"Antrean yang {kata}: {daftar}"), soft_wrap=True)
    if not since and (tally.antrean_hilang or tally.dikirim):
        err.print(plain(LOST_DISK, style="dim"), soft_wrap=True)
    for satu in tally.masalah:
        err.print(plain(f"Tidak dipulihkan: {satu}", style="red"), soft_wrap=True)


def _rows(tally: Tally) -> list[list[str]]:
    return [
        [
            nama,
            str(satu.terbuka),
            str(satu.di_antrean),
            str(satu.di_karantina),
            str(satu.baru),
            str(satu.dikirim),
        ]
        for nama, satu in sorted(tally.meja.items())
    ]


def _sentence(tally: Tally) -> str:
    jumlah = {
        "berkas": tally.dikirim,
        "pemberitahuan": tally.pemberitahuan,
        "peristiwa": tally.peristiwa,
        "pelanggaran": tally.pelanggaran,
    }
    bagian = ", ".join(f"{banyak} {apa}" for apa, banyak in jumlah.items() if banyak)
    if not bagian:
        return "Tidak ada yang perlu dikirim ulang."
    return f"Akan dikirim ulang: {bagian}." if tally.coba else f"Dikirim ulang: {bagian}."
