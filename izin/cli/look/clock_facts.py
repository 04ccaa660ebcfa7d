"""The clock of one application for scripts. Lengths are whole milliseconds, so that they add up."""

from datetime import datetime, timedelta
from typing import Any

from izin.cli.look.clock_view import ONLY_SHOWN
from shared.contracts import teks_saat
from shared.kantor.lihat import Clock, Deadline, Moved
from shared.mutu_baku.buku_waktu import Jumlah
from shared.mutu_baku.fiktif_positif import BatasHukum


def clock_facts(clock: Clock) -> dict[str, Any]:
    return {
        "dihitung_pada": teks_saat(clock.known.kini),
        "versi_kalender": clock.known.kalender.versi,
        "langkah": _deadline(clock.langkah),
        "keseluruhan": _deadline(clock.keseluruhan),
        "fiktif_positif": _law(clock.hukum),
        "digeser": [_moved(satu) for satu in clock.digeser],
        "buku_waktu": [
            {"pemilik": pemilik, "jenis": jenis, **_length(jumlah)}
            for (pemilik, jenis), jumlah in clock.buku.items()
        ],
        "jumlah": _length(clock.total),
    }


def _deadline(satu: Deadline | None) -> dict[str, Any] | None:
    if satu is None:
        return None
    return {
        "batas": satu.teks,
        "mulai": _instant(satu.batas.mulai),
        "mendekati": _instant(satu.batas.mendekati),
        "jatuh_tempo": _instant(satu.batas.jatuh_tempo),
        "terpakai_milidetik": _milliseconds(satu.pemakaian.terpakai),
        "sisa_milidetik": _milliseconds(satu.pemakaian.sisa),
        "sementara": satu.provisional,
        "atas_kantor": satu.charged,
        "berakhir": satu.ended,
    }


def _law(hukum: BatasHukum | None) -> dict[str, Any] | None:
    if hukum is None:
        return None
    return {
        "terakhir": hukum.terakhir.isoformat(),
        "batas": hukum.aturan.waktu.teks,
        "dasar": hukum.aturan.dasar,
        "diterima_lengkap": teks_saat(hukum.diterima_lengkap),
        "sementara": hukum.sementara,
        "keterangan": ONLY_SHOWN,
    }


def _moved(satu: Moved) -> dict[str, Any]:
    return {**satu.geseran.model_dump(mode="json"), "alasan": list(satu.alasan)}


def _length(jumlah: Jumlah) -> dict[str, int]:
    return {
        "lama_milidetik": _milliseconds(jumlah.lama),
        "kantor_milidetik": _milliseconds(jumlah.kantor),
    }


def _instant(saat: datetime | None) -> str | None:
    return teks_saat(saat) if saat else None


def _milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)
