"""The board for scripts."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from izin.cli.watch_board.view import Frame
from shared.contracts import teks_saat
from shared.kalender.hitung import menit_kerja, saat_kantor
from shared.kantor.papan import Snapshot
from shared.mutu_baku.papan import Hitungan
from shared.store.watch_port import Klaim

_MENIT = timedelta(minutes=1)


def board_facts(snapshot: Snapshot, frame: Frame) -> dict[str, Any]:
    return {
        "pada": teks_saat(snapshot.kini),
        "dihitung_pada": teks_saat(snapshot.papan.kini),
        "jam_kantor": saat_kantor(snapshot.kalender, snapshot.kini) == snapshot.kini,
        "sop": frame.sop,
        "pelaksana": [_role(nama, snapshot, frame) for nama in frame.roles(snapshot)],
        "kabar": [_alert(klaim) for klaim in frame.alerts(snapshot)],
        "watchdog": _watchdog(snapshot),
        "karantina": _karantina(snapshot),
    }


def _karantina(snapshot: Snapshot) -> Mapping[str, Any] | None:
    """None when nobody knows."""
    if (seen := snapshot.karantina) is None:
        return None
    return {
        "pesan": seen.pesan,
        "sejak": teks_saat(seen.sejak) if seen.sejak else None,
        "dilihat_pada": teks_saat(seen.dilihat_pada),
    }


def _role(pelaksana: str, snapshot: Snapshot, frame: Frame) -> dict[str, Any]:
    papan = snapshot.papan
    kode = sorted({s for p, s in papan.meja if p == pelaksana and frame.sop in (None, s)})
    return {
        "pelaksana": pelaksana,
        "nama": frame.pelaksana.get(pelaksana, pelaksana),
        **_counts(papan.pada(pelaksana, frame.sop), snapshot),
        "per_sop": {satu: _counts(papan.pada(pelaksana, satu), snapshot) for satu in kode},
    }


def _counts(hitungan: Hitungan, snapshot: Snapshot) -> Mapping[str, Any]:
    berikutnya = hitungan.berikutnya
    return {
        "menunggu": hitungan.terbuka,
        "mendekati": hitungan.mendekati,
        "terlampaui": hitungan.terlampaui,
        "tertua": _oldest(hitungan, snapshot),
        "jatuh_tempo_berikutnya": teks_saat(berikutnya) if berikutnya else None,
    }


def _oldest(hitungan: Hitungan, snapshot: Snapshot) -> Mapping[str, Any] | None:
    if (tertua := hitungan.tertua) is None:
        return None
    kantor = menit_kerja(snapshot.kalender, tertua.dibuka_pada, snapshot.kini)
    return {
        "nomor": tertua.nomor,
        "dibuka_pada": teks_saat(tertua.dibuka_pada),
        "menit_kantor": max(kantor // _MENIT, 0),
        "detik": max(int((snapshot.kini - tertua.dibuka_pada).total_seconds()), 0),
    }


def _alert(klaim: Klaim) -> dict[str, Any]:
    diumumkan = klaim.diumumkan_pada
    return {
        **klaim.pelanggaran.model_dump(mode="json", exclude={"versi", "tipe"}),
        "diumumkan_pada": teks_saat(diumumkan) if diumumkan else None,
    }


def _watchdog(snapshot: Snapshot) -> dict[str, Any]:
    disapu = snapshot.disapu
    usia = (snapshot.kini - disapu).total_seconds() if disapu else None
    return {
        "sapuan_terakhir": teks_saat(disapu) if disapu else None,
        "usia_detik": max(usia, 0.0) if usia is not None else None,
        "menyapu": snapshot.sweeping,
        "macet": [
            {
                "permohonan_id": satu.permohonan_id,
                "nomor": snapshot.nomor.get(satu.permohonan_id),
                "sejak": teks_saat(satu.sejak),
                "kali": satu.kali,
                "alasan": satu.alasan,
            }
            for satu in snapshot.macet
        ],
    }
