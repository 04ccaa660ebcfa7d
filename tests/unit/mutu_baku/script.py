"""Histories written down by hand, and events as people would note them: all times are WITA."""

from datetime import datetime

from shared.kalender.berlaku import KalenderBerlaku
from shared.mutu_baku.kejadian import Kejadian
from shared.mutu_baku.pelanggaran import kejadian
from tests.builders import PAUD, Perjalanan
from tests.unit.kalender.contoh import WITA, bawaan, wita

TETAP = KalenderBerlaku.selalu(bawaan())


def jalan(diajukan: str, *baris: str, kode: str = PAUD) -> Perjalanan:
    """`jalan("2026-01-05 09.00", "09.05 tolak", "2026-01-06 10.00 perbaiki", "10.05 sampai 5")`:
    when it was submitted, then what was done at which instant, on the date before where none is
    named; the last one means that everything was accepted then until step 5 was open."""
    perjalanan = Perjalanan(kode, diajukan=wita(diajukan))
    tanggal = diajukan.split(maxsplit=1)[0]
    for satu in baris:
        tanggal = lanjutkan(perjalanan, satu, tanggal)
    return perjalanan


def lanjutkan(perjalanan: Perjalanan, baris: str, tanggal: str = "") -> str:
    """One line more; the date it was on."""
    kata = baris.split()
    if "-" in kata[0]:
        tanggal, *kata = kata
    jam, apa, *ke = kata
    saat = wita(f"{tanggal} {jam}")
    if apa == "perbaiki":
        perjalanan.pada(saat).perbaiki(())
    elif apa == "sampai":
        while perjalanan.permohonan.langkah and perjalanan.permohonan.langkah.no != int(ke[0]):
            perjalanan.pada(saat).putus()
    else:
        perjalanan.pada(saat).putus(apa)  # type: ignore[arg-type]
    return tanggal


def catatan(
    perjalanan: Perjalanan, kini: str = "2026-12-31 00.00", berlaku: KalenderBerlaku = TETAP
) -> list[str]:
    """ "mendekati 2.1 2026-01-05 09.08 (2026-01-05 09.10)": level, langkah.putaran or
    semua.putaran, when it came about, and in brackets when the limit is due."""
    return [catat(k) for k in semua(perjalanan, kini, berlaku)]


def semua(
    perjalanan: Perjalanan, kini: str = "2026-12-31 00.00", berlaku: KalenderBerlaku = TETAP
) -> tuple[Kejadian, ...]:
    return kejadian(perjalanan.permohonan, perjalanan.sop, berlaku, wita(kini))


def catat(satu: Kejadian) -> str:
    apa = f"{satu.langkah or 'semua'}.{satu.putaran}"
    return f"{satu.tingkat} {apa} {lokal(satu.terjadi)} ({lokal(satu.jatuh_tempo)})"


def lokal(saat: datetime) -> str:
    """As `wita` reads it."""
    di_kantor = saat.astimezone(WITA)
    if di_kantor.second or di_kantor.microsecond:
        return f"{di_kantor:%Y-%m-%d %H.%M.%S}.{di_kantor.microsecond // 1000:03}"
    return f"{di_kantor:%Y-%m-%d %H.%M}"
