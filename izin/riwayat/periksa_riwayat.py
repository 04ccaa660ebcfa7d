#!/usr/bin/env python3
"""Verifies the exported history of one application: with Python alone, and with no server.

    python3 periksa-riwayat.py riwayat-NOMOR.json [--sidik DIGEST]

Each entry of the history is one closed step. Its `digest` is the SHA-256 of the entry itself, as
JSON with its keys sorted and no white space, without the field `digest`. Each entry repeats in
`digest_sebelum` the digest of the one before it; the first one that of the application's identity.
So whoever changes one letter of the past has to change every digest after it, the last one too:
compare that one with a copy from elsewhere (`--sidik`).

Exit code: 0 all is as it was written, 1 something was changed, 2 it cannot be read.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

FORMAT, VERSI = "riwayat-alurizin", 1
BAGIAN = {"format", "versi", "identitas", "riwayat", "teks_sop"}
IDENTITAS = {"id", "nomor", "sop", "sop_versi"}
FOLDER_BERKAS = "berkas"


def sidik(nilai: object) -> str:
    teks = json.dumps(nilai, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(teks.encode()).hexdigest()


def periksa(ekspor: Any) -> Iterator[str]:
    """Everything that is not as it was written, by its place."""
    if not isinstance(ekspor, dict) or set(ekspor) != BAGIAN:
        yield f"ekspor: bagiannya harus {', '.join(sorted(BAGIAN))}"
        return
    if (ekspor["format"], ekspor["versi"]) != (FORMAT, VERSI) or ekspor["versi"] is True:
        yield f"format, versi: bukan {FORMAT} versi {VERSI}"
    identitas, riwayat = ekspor["identitas"], ekspor["riwayat"]
    if not isinstance(identitas, dict) or set(identitas) != IDENTITAS:
        yield f"identitas: isinya harus {', '.join(sorted(IDENTITAS))}"
    elif not isinstance(riwayat, list) or not riwayat:
        yield "riwayat: harus berupa daftar entri"
    else:
        yield from _rantai(identitas, riwayat)
        yield from _teks_sop(ekspor["teks_sop"], identitas)


def _rantai(identitas: dict[str, Any], riwayat: list[Any]) -> Iterator[str]:
    sebelum = _sidik_aman(identitas)
    for nomor, entri in enumerate(riwayat):
        if not isinstance(entri, dict):
            yield f"entri {nomor}: bukan objek"
            return
        sebut = f"entri {nomor} (langkah {entri.get('langkah')})"
        isi = {nama: nilai for nama, nilai in entri.items() if nama != "digest"}
        if entri.get("digest") != _sidik_aman(isi):
            yield f"{sebut}: isinya bukan yang disegel"
            return
        if entri.get("digest_sebelum") != sebelum:
            apa = "identitas permohonan" if nomor == 0 else f"entri {nomor - 1}"
            yield f"{sebut}: tidak menyambung; {apa} bukan yang semula"
            return
        if entri.get("urutan") != nomor:
            yield f"{sebut}: berurutan {entri.get('urutan')}"
            return
        sebelum = entri["digest"]


def _sidik_aman(nilai: object) -> str:
    try:
        return sidik(nilai)
    except UnicodeEncodeError:
        return ""


def _teks_sop(teks: Any, identitas: dict[str, Any]) -> Iterator[str]:
    try:
        versi = hashlib.sha256(teks.encode()).hexdigest()
    except (AttributeError, UnicodeEncodeError):
        versi = ""
    if versi != identitas["sop_versi"]:
        yield "teks_sop: bukan SOP yang dijalani permohonan ini (sop_versi)"


def berkas_riwayat(riwayat: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every file that the history names, by its id."""
    berkode = [satu for entri in riwayat for satu in (*entri["dokumen"], *entri["hasil"])]
    return {satu["berkas"]["berkas_id"]: satu["berkas"] for satu in berkode if satu["berkas"]}


def periksa_berkas(riwayat: list[dict[str, Any]], folder: Path) -> Iterator[str]:
    """The files beside the export, each named by its id, against their digests in the history."""
    tercatat = berkas_riwayat(riwayat)
    ada = {satu.name.partition(".")[0]: satu for satu in sorted(folder.iterdir())}
    for berkas_id, satu in tercatat.items():
        if berkas_id not in ada:
            yield f"berkas {berkas_id} ({satu['nama_berkas']}): tidak disertakan"
        elif hashlib.sha256(ada[berkas_id].read_bytes()).hexdigest() != satu["sha256"]:
            yield f"berkas {berkas_id} ({satu['nama_berkas']}): isinya bukan yang dicatat riwayat"
    for berkas_id in ada.keys() - tercatat.keys():
        yield f"berkas {ada[berkas_id].name}: tidak disebut riwayat"


def batas_langkah(teks_sop: str) -> dict[int, str]:
    """Each step's mutu baku waktu in the words of the SOP; nothing below Python 3.11."""
    try:
        import tomllib  # noqa: PLC0415 - the rest works without it
    except ModuleNotFoundError:
        return {}
    return {satu["no"]: satu["waktu"] for satu in tomllib.loads(teks_sop)["langkah"]}


def lama(dari: str, sampai: str) -> str:
    """By the clock on the wall: nights and holidays count."""
    selisih = _saat(sampai) - _saat(dari)
    jam, sisa = divmod(selisih.seconds, 3600)
    satuan = ((selisih.days, "hari"), (jam, "jam"), (sisa // 60, "menit"), (sisa % 60, "detik"))
    return " ".join([f"{banyak} {nama}" for banyak, nama in satuan if banyak][:2]) or "0 detik"


def _saat(teks: str) -> datetime:
    return datetime.fromisoformat(teks.replace("Z", "+00:00"))


def cerita(ekspor: dict[str, Any]) -> Iterator[str]:
    """The history as people read it: each step, how long it took, and what it may take."""
    identitas, riwayat = ekspor["identitas"], ekspor["riwayat"]
    batas = batas_langkah(ekspor["teks_sop"])
    yield f"Riwayat {identitas['nomor']} ({identitas['sop']}), waktu dalam UTC:"
    for entri in riwayat:
        oleh = f" ({entri['oleh']['nama']})" if entri["oleh"] else ""
        yield (
            f"  {entri['urutan']:>2}. langkah {entri['langkah']} putaran {entri['putaran']}"
            f" {entri['pelaksana']}: {entri['tindakan']} {entri['putusan']}{oleh}"
        )
        yield (
            f"      {entri['dibuka_pada'][:19]} s.d. {entri['ditutup_pada'][:19]},"
            f" {lama(entri['dibuka_pada'], entri['ditutup_pada'])} menurut jam;"
            f" mutu baku {batas.get(entri['langkah'], '-')}"
        )
    yield f"Terakhir menuju: {riwayat[-1]['ke']}"


def baca(jalan: Path) -> Any:
    """Raises `ValueError` with the reason, also where there is nothing to read."""
    try:
        return json.loads(jalan.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as galat:
        raise ValueError("berkas itu tidak ada") from galat
    except OSError as galat:
        raise ValueError("berkas itu tidak dapat dibuka") from galat
    except UnicodeDecodeError as galat:
        raise ValueError(f"bukan teks UTF-8 (byte ke-{galat.start + 1})") from galat
    except json.JSONDecodeError as galat:
        tempat = f"baris {galat.lineno}, kolom {galat.colno}"
        raise ValueError(f"bukan JSON, atau terpotong ({tempat})") from galat
    except (ValueError, RecursionError) as galat:
        raise ValueError("JSON-nya memuat bilangan atau susunan yang terlalu panjang") from galat


def periksa_semua(jalan: Path, sidik_akhir: str = "") -> tuple[Any, list[str]]:
    """The export with all that is wrong with it and with the files beside it."""
    ekspor = baca(jalan)
    masalah = list(periksa(ekspor))
    if masalah:
        return ekspor, masalah
    if sidik_akhir and ekspor["riwayat"][-1]["digest"] != sidik_akhir:
        masalah.append("entri terakhir: sidiknya bukan yang diberikan dengan --sidik")
    folder = jalan.parent / FOLDER_BERKAS
    if folder.is_dir():
        masalah += periksa_berkas(ekspor["riwayat"], folder)
    return ekspor, masalah


def main(argumen: list[str]) -> int:
    sidik_akhir = argumen[2] if argumen[1:2] == ["--sidik"] and len(argumen) == 3 else ""
    if len(argumen) != (3 if sidik_akhir else 1):
        print("Cara pakai: python3 periksa-riwayat.py riwayat-NOMOR.json [--sidik SIDIK]")
        return 2
    try:
        ekspor, masalah = periksa_semua(Path(argumen[0]), sidik_akhir)
    except (OSError, ValueError) as galat:
        print(f"{argumen[0]} tidak terbaca: {galat}")
        return 2
    for satu in masalah:
        print(f"BERUBAH: {satu}")
    if masalah:
        return 1
    for baris in cerita(ekspor):
        print(baris)
    print(f"Utuh. Sidik terakhir: {ekspor['riwayat'][-1]['digest']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
