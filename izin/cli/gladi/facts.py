"""A rehearsal and a check for scripts."""

from typing import Any

from izin.cli.gladi.words import ASSUMPTION
from shared.contracts import teks_saat
from shared.gladi.rekap import Banding, Kelompok, Tempat, Tepat
from shared.gladi.tercatat import Beda
from shared.kantor.cocok import HasilCocok
from shared.kantor.gladi import Changes, Rehearsal


def rehearsal_facts(result: Rehearsal, applications: list[dict[str, Any]]) -> dict[str, Any]:
    rekap = result.rekap
    return {
        "kini": teks_saat(result.plan.kini),
        "anggapan": ASSUMPTION,
        "perubahan": _changes(result.plan.changes),
        "dihitung": rekap.dihitung,
        "berubah": rekap.berubah,
        "tidak_terkena": result.untouched,
        "tidak_dapat_dihitung": [satu._asdict() for satu in rekap.tidak_terhitung],
        "pelanggaran": [_breaches(*satu) for satu in rekap.kejadian()],
        "tepat_waktu": [_punctuality(*satu) for satu in rekap.ketepatan()],
        "permohonan": applications,
    }


def check_facts(found: HasilCocok) -> dict[str, Any]:
    return {
        "sapuan_terakhir": teks_saat(found.kini) if found.kini else None,
        "cocok": found.cocok,
        "permohonan": found.permohonan,
        "peringatan": found.catatan,
        "beda": [_difference(satu) for satu in found.beda],
    }


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "sop": {
            kode: {"asal": one.origin, "batas": list(one.limits)}
            for kode, one in changes.sop.items()
        },
        "kalender": changes.kalender.versi if changes.kalender else None,
    }


def _breaches(kelompok: Kelompok, banding: Banding) -> dict[str, Any]:
    return {
        **_place(kelompok.tempat),
        "tingkat": kelompok.tingkat,
        "semula": banding.semula,
        "menjadi": banding.menjadi,
        "selisih": banding.selisih,
        "bertambah": banding.bertambah,
        "berkurang": banding.berkurang,
    }


def _punctuality(tempat: Tempat, tepat: Tepat) -> dict[str, Any]:
    return {**_place(tempat), "semula": dict(tepat.semula), "menjadi": dict(tepat.menjadi)}


def _place(tempat: Tempat) -> dict[str, Any]:
    return tempat._asdict()


def _difference(satu: Beda) -> dict[str, Any]:
    return {
        "nomor": satu.nomor,
        "jenis": satu.jenis,
        "kunci": satu.kunci,
        "bidang": [bidang._asdict() for bidang in satu.bidang],
        "alasan": satu.alasan,
    }
