"""The board, for people and for programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Group
from rich.text import Text

from izin.cli.consoles import broken_lines
from izin.cli.output import plain
from izin.cli.tables import Listing
from ops.notifier.surat import GENTING, Penulis
from shared.clock_agreement import arah
from shared.contracts import teks_saat
from shared.kalender.hitung import menit_kerja, saat_kantor
from shared.kantor.papan import Snapshot
from shared.mutu_baku.papan import KOSONG, Hitungan
from shared.store.clock_port import JamProses
from shared.store.watch_port import Klaim, Macet
from shared.words import clock_age, office_age, seconds_ago, short, when

MOST_STUCK = 3
_OLD_READING_SECONDS = 15


@dataclass(frozen=True)
class Frame:
    """What does not change from look to look. `pelaksana`: roles and what they are called, in the
    order of the SOP. `sop`: only of this one, or of all."""

    pelaksana: Mapping[str, str]
    zona: ZoneInfo
    sop: str | None = None

    def alerts(self, snapshot: Snapshot) -> tuple[Klaim, ...]:
        return tuple(k for k in snapshot.kabar if self.sop in (None, k.pelanggaran.sop))

    def roles(self, snapshot: Snapshot) -> tuple[str, ...]:
        """Also those that the loaded SOPs do not know any more, while they have work."""
        return tuple(dict.fromkeys((*self.pelaksana, *snapshot.papan.pelaksana(self.sop))))


@dataclass(frozen=True)
class Room:
    """What the screen has: columns, and lines for alerts. The newest `fewest` are shown in any
    case, and never more than `most`."""

    columns: int
    lines: int
    fewest: int
    most: int


def board(snapshot: Snapshot, frame: Frame, room: Room) -> Group:
    return Group(
        _heading(snapshot, frame),
        Text(),
        _desks(snapshot, frame),
        Text("Umur yang tertua: dalam waktu kantor, lalu menurut jam dinding.", "dim"),
        Text(),
        *_alerts(frame.alerts(snapshot)[: room.most], frame, room),
        Text(),
        *_watchdog(snapshot, frame),
        Text("Karantina ", "bold").append_text(_karantina(snapshot, frame.zona)),
        *map(_wrong_clock, snapshot.jam[:MOST_STUCK]),
    )


def lines_besides_alerts(snapshot: Snapshot, frame: Frame, columns: int) -> int:
    broken = (
        line
        for text in (
            _heading(snapshot, frame),
            *_watchdog(snapshot, frame),
            *map(_wrong_clock, snapshot.jam[:MOST_STUCK]),
        )
        for line in broken_lines(text, columns)
    )
    return 8 + len(frame.roles(snapshot)) + sum(1 for _ in broken)


def _heading(snapshot: Snapshot, frame: Frame) -> Text:
    text = Text("Pantauan mutu baku", "bold")
    text.append(f"  {when(snapshot.kini, frame.zona)}", "not bold")
    buka = saat_kantor(snapshot.kalender, snapshot.kini)
    if buka > snapshot.kini:
        text.append(f"  tutup, buka {short(buka, frame.zona)}", "not bold dim")
    if frame.sop:
        text.append(f"  {frame.sop}", "not bold cyan")
    umur = (snapshot.kini - snapshot.papan.kini).total_seconds()
    if umur > _OLD_READING_SECONDS * snapshot.laju:
        text.append(f"  meja {short(snapshot.papan.kini, frame.zona)}", "not bold dim")
    return text


def _desks(snapshot: Snapshot, frame: Frame) -> Listing:
    rows, semua = [], KOSONG
    for pelaksana in frame.roles(snapshot):
        hitungan = snapshot.papan.pada(pelaksana, frame.sop)
        semua = semua.ditambah(hitungan)
        rows.append(list(_row(frame.pelaksana.get(pelaksana, pelaksana), hitungan, snapshot)))
    rows.append([_bold(cell) for cell in _row("Semua", semua, snapshot)])
    figures = (*COUNTED, "kantor")
    headings = ("Pelaksana", *COUNTED, "tertua", "kantor", "jam dinding")
    return Listing(headings, rows, texts={"jam dinding"}, figures=figures, gap=1)


COUNTED = ("menunggu", "dekat", "lewat")


def _bold(cell: Text) -> Text:
    cell.stylize_before("bold")
    return cell


def _row(nama: str, hitungan: Hitungan, snapshot: Snapshot) -> Iterator[Text]:
    yield plain(nama)
    yield _count(hitungan.terbuka, "")
    yield _count(hitungan.mendekati, "yellow")
    yield _count(hitungan.terlampaui, "red")
    if (tertua := hitungan.tertua) is None:
        yield from (Text(), Text(), Text())
        return
    yield plain(tertua.nomor)
    yield plain(office_age(snapshot.kalender, tertua.dibuka_pada, snapshot.kini))
    yield plain(clock_age(tertua.dibuka_pada, snapshot.kini))


def _count(banyak: int, style: str) -> Text:
    return Text(str(banyak), style) if banyak else Text("-", "dim")


def _alerts(kabar: Sequence[Klaim], frame: Frame, room: Room) -> Iterator[Text]:
    """Whole ones only, as many as there are lines for."""
    yield Text("Kabar terakhir", "bold")
    penulis, left = Penulis(frame.pelaksana, frame.zona), room.lines
    for place, satu in enumerate(kabar):
        lines = list(broken_lines(_alert(satu, penulis, frame.zona), room.columns))
        left -= len(lines)
        if left < 0 and place >= room.fewest:
            return
        yield from lines
    if not kabar:
        yield Text("Belum ada.", "dim")


def _alert(klaim: Klaim, penulis: Penulis, zona: ZoneInfo) -> Text:
    satu = klaim.pelanggaran
    text = plain(f"{short(satu.terjadi_pada, zona):<12}  ", "dim")
    text.append_text(plain(penulis.pokok(satu), "red" if satu.tingkat in GENTING else "yellow"))
    return text


def _watchdog(snapshot: Snapshot, frame: Frame) -> Iterator[Text]:
    yield Text("Watchdog  ", "bold").append_text(_health(snapshot))
    for satu in snapshot.macet[:MOST_STUCK]:
        yield _stuck(satu, snapshot.nomor, frame.zona)
    if (lagi := len(snapshot.macet) - MOST_STUCK) > 0:
        yield Text(f"  … dan {lagi} lagi yang macet", "red")


def _health(snapshot: Snapshot) -> Text:
    if snapshot.disapu is None:
        return Text("belum pernah menyapu: pelanggaran tidak dideteksi", "not bold red")
    lalu = f"sapuan terakhir {seconds_ago(snapshot.kini - snapshot.disapu)} yang lalu"
    if not snapshot.sweeping:
        return Text(f"PERINGATAN: {lalu}; pelanggaran tidak dideteksi", "not bold red")
    return Text(f"{lalu}; {len(snapshot.macet) or 'tidak ada'} yang macet", "not bold green")


def _karantina(snapshot: Snapshot, zona: ZoneInfo) -> Text:
    if (seen := snapshot.karantina) is None:
        return Text("tidak diketahui: tidak ada watchdog yang melihatnya", "not bold yellow")
    if seen.sejak is None:
        return Text("kosong", "not bold green")
    sejak = short(seen.sejak, zona)
    return Text(f"{seen.pesan} pesan sejak {sejak}; lihat: izin karantina", "not bold red")


def _wrong_clock(satu: JamProses) -> Text:
    text = plain(f"{satu.sebutan} {arah(satu.selisih_detik)} jam kantor, maka berhenti bekerja")
    return Text("Jam       ", "bold").append_text(Text(text.plain, "not bold red"))


def _stuck(satu: Macet, nomor: Mapping[str, str], zona: ZoneInfo) -> Text:
    """Its reason repeats nothing of what an applicant wrote."""
    siapa = nomor.get(satu.permohonan_id, satu.permohonan_id)
    text = plain(f"  {siapa} sejak {short(satu.sejak, zona)}, {satu.kali} kali: {satu.alasan}")
    text.stylize("red")
    return text


def away(sebab: str, sejak: datetime, zona: ZoneInfo) -> Text:
    text = Text("Penyimpanan tidak terjangkau", "bold red")
    text.append(f" sejak {when(sejak, zona)}; dicoba terus. ", "not bold")
    return text.append_text(plain(sebab, "dim"))


_MENIT = timedelta(minutes=1)


def board_facts(snapshot: Snapshot, frame: Frame) -> dict[str, Any]:
    return {
        "pada": teks_saat(snapshot.kini),
        "dihitung_pada": teks_saat(snapshot.papan.kini),
        "jam_kantor": saat_kantor(snapshot.kalender, snapshot.kini) == snapshot.kini,
        "sop": frame.sop,
        "pelaksana": [_role(nama, snapshot, frame) for nama in frame.roles(snapshot)],
        "kabar": [_alert_facts(klaim) for klaim in frame.alerts(snapshot)],
        "watchdog": _watchdog_facts(snapshot),
        "karantina": _karantina_facts(snapshot),
        "jam": [
            {"proses": satu.sebutan, "selisih_detik": satu.selisih_detik} for satu in snapshot.jam
        ],
    }


def _karantina_facts(snapshot: Snapshot) -> Mapping[str, Any] | None:
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


def _alert_facts(klaim: Klaim) -> dict[str, Any]:
    diumumkan = klaim.diumumkan_pada
    return {
        **klaim.pelanggaran.model_dump(mode="json", exclude={"versi", "tipe"}),
        "diumumkan_pada": teks_saat(diumumkan) if diumumkan else None,
    }


def _watchdog_facts(snapshot: Snapshot) -> dict[str, Any]:
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
