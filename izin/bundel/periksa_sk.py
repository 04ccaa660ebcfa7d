#!/usr/bin/env python3
"""Verifies one SK and what came with it: with Python, and openssl or pdfsig where they are there.

    python3 periksa_sk.py [--akar BERKAS.pem] [--sidik DIGEST]

Looks at the folder in which it lies. Digests prove that the SK is the one that the office wrote
down; the chain of the history (`periksa-riwayat.py`) that nothing was changed behind it; the
signature, who signed. Certificates that came with the SK prove nothing by themselves: compare their
fingerprints, or name the authority's own certificate, from elsewhere (`--akar`). The last digest of
the history can be compared, too (`--sidik`).

Exit code: 0 all is right, 1 something is wrong, 2 it cannot be read, 3 nothing is wrong, and
something could not be looked at.
"""

import hashlib
import json
import re
import runpy
import shutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

FORMAT, VERSI = "bundel-sk-alurizin", 1
KETERANGAN, FOLDER_AKAR, PEMERIKSA_RIWAYAT = "sk.json", "sertifikat", "periksa-riwayat.py"
UJI_COBA = "UJI COBA"

BAIK, SALAH, BELUM = "BAIK ", "SALAH", "BELUM"

_AKHIR_REVISI = re.compile(rb"startxref[\r\n ]+\d+[\r\n ]+%%EOF")
_RENTANG = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_SERTIFIKAT = re.compile(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
_STEMPEL_WAKTU = bytes.fromhex("060b2a864886f70d0109100104")
"""What a document's timestamp holds, and a signature does not (RFC 3161)."""
_SIAPA = "openssl x509 -noout -subject -nameopt multiline,utf8 -in"
_BATAS_DETIK = 60


class Jawab(NamedTuple):
    """One question answered."""

    hasil: str
    kalimat: str

    def __str__(self) -> str:
        return f"{self.hasil}  {self.kalimat}"


class Potongan(NamedTuple):
    """A signature of the file: its CMS, and the bytes that it signs."""

    cms: bytes
    isi: bytes
    sampai: int


def baik(kalimat: str) -> Jawab:
    return Jawab(BAIK, kalimat)


def salah(kalimat: str) -> Jawab:
    return Jawab(SALAH, kalimat)


def belum(kalimat: str) -> Jawab:
    return Jawab(BELUM, kalimat)


def sidik(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


def periksa_sidik(keterangan: dict[str, Any], pdf: bytes) -> Iterator[Jawab]:
    """The file, and the text that was signed inside it."""
    if sidik(pdf) == keterangan["sha256"]:
        yield baik("SK ini, byte demi byte, yang dicatat kantor saat diterbitkan")
    else:
        yield salah("isi SK bukan yang dicatat kantor saat diterbitkan (SHA-256 berbeda)")
    akhir = _AKHIR_REVISI.search(pdf)
    if akhir is None:
        yield salah("berkas SK bukan PDF yang utuh")
        return
    naskah = pdf[: akhir.end()]
    ujung = (b"", b"\n", b"\r\n", b"\r")
    if any(sidik(naskah + satu) == keterangan["naskah"] for satu in ujung):
        yield baik("naskah yang ditandatangani ialah naskah yang disetujui")
    else:
        yield salah("naskah yang ditandatangani bukan naskah yang disetujui")


def periksa_riwayat(folder: Path, keterangan: dict[str, Any], sidik_akhir: str) -> Iterator[Jawab]:
    """The chain, and that it holds this SK."""
    program = runpy.run_path(str(folder / PEMERIKSA_RIWAYAT))
    ekspor, masalah = program["periksa_semua"](folder / keterangan["riwayat"], sidik_akhir)
    for satu in masalah:
        yield salah(f"riwayat: {satu}")
    if masalah:
        return
    riwayat = ekspor["riwayat"]
    if ekspor["identitas"]["nomor"] != keterangan["permohonan"]:
        yield salah(f"riwayat: milik {ekspor['identitas']['nomor']}")
    elif _memuat(riwayat, keterangan) is None:
        yield salah("riwayat: tidak memuat SK ini")
    else:
        yield baik(f"riwayat {keterangan['permohonan']} utuh, dan memuat SK ini")
    terakhir = riwayat[-1]["digest"]
    if terakhir != keterangan["sidik_terakhir"]:
        yield salah("riwayat: sidik terakhirnya bukan yang dicatat")
    print(f"       Sidik terakhir: {terakhir}")


def _memuat(riwayat: list[dict[str, Any]], keterangan: dict[str, Any]) -> "dict[str, Any] | None":
    for entri in riwayat:
        for hasil in entri["hasil"]:
            if hasil["berkas"] and hasil["berkas"]["sha256"] == keterangan["sha256"]:
                return entri
    return None


def tanda_tangan(pdf: bytes) -> list[Potongan]:
    """Every signature. Raises `ValueError` for one that is not what it should be."""
    semua = []
    for rentang in _RENTANG.finditer(pdf):
        awal, panjang, lanjut, sisa = map(int, rentang.groups())
        sela = pdf[awal + panjang : lanjut]
        if awal != 0 or lanjut + sisa > len(pdf) or not (sela[:1] == b"<" and sela[-1:] == b">"):
            raise ValueError("susunan tanda tangannya tidak wajar")
        cms = _der(bytes.fromhex(sela[1:-1].decode("ascii")))
        semua.append(Potongan(cms, pdf[:panjang] + pdf[lanjut : lanjut + sisa], lanjut + sisa))
    return semua


def _der(isi: bytes) -> bytes:
    """Without the zeros behind it."""
    if len(isi) < 2 or isi[0] != 0x30:
        raise ValueError("tanda tangannya bukan CMS")
    panjang, kepala = isi[1], 2
    if panjang & 0x80:
        banyak = panjang & 0x7F
        panjang, kepala = int.from_bytes(isi[2 : 2 + banyak], "big"), 2 + banyak
    return isi[: kepala + panjang]


def periksa_tanda_tangan(pdf: bytes, pem: str, pada: str) -> Iterator[Jawab]:
    """By openssl. `pem`: the certificates to trust; `pada`: when it was signed."""
    try:
        semua = tanda_tangan(pdf)
    except ValueError as galat:
        yield salah(f"tanda tangan: {galat}")
        return
    if not semua:
        yield salah("SK ini tidak bertanda tangan elektronik")
        return
    sesudah = len(pdf) - max(satu.sampai for satu in semua)
    if sesudah:
        yield belum(f"{sesudah} byte sesudah tanda tangan tidak dicakupnya")
    else:
        yield baik("tanda tangan mencakup seluruh dokumen")
    if shutil.which("openssl") is None:
        yield belum("tanda tangan tidak diperiksa: program openssl tidak ada di komputer ini")
    elif not pem:
        yield belum("tanda tangan tidak diperiksa: tidak ada sertifikat yang dipercaya (--akar)")
    else:
        for satu in semua:
            if _STEMPEL_WAKTU in satu.cms[:80]:
                yield belum("stempel waktu dokumen tidak diperiksa")
            else:
                yield _openssl(satu, pem, pada)


def _openssl(satu: Potongan, pem: str, pada: str) -> Jawab:
    with tempfile.TemporaryDirectory() as nama:
        folder = Path(nama)
        (folder / "cms").write_bytes(satu.cms)
        (folder / "isi").write_bytes(satu.isi)
        (folder / "akar.pem").write_text(pem, encoding="ascii")
        detik = int(datetime.fromisoformat(pada.replace("Z", "+00:00")).timestamp())
        perintah = (
            "openssl cms -verify -binary -inform DER -purpose any -in cms -content isi"
            f" -CAfile akar.pem -attime {detik} -signer penanda.pem -out keluaran"
        )
        hasil = _jalankan(perintah.split(), folder)
        if hasil.returncode != 0:
            sebab = hasil.stderr.strip().splitlines()
            return salah(f"tanda tangan tidak sah menurut openssl ({_ringkas(sebab)})")
        siapa = _jalankan([*_SIAPA.split(), "penanda.pem"], folder)
    nama_penanda = re.search(r"commonName\s*=\s*(.*)", siapa.stdout)
    sebutan = nama_penanda.group(1) if nama_penanda else "penanda tangan"
    return baik(f"ditandatangani {sebutan}, dengan sertifikat yang dipercaya saat itu")


def _ringkas(baris: list[str]) -> str:
    """The last reason, without the places in openssl's own code."""
    return (
        re.sub(r"\s+", " ", baris[-1].split("error:")[-1].strip()) if baris else "tanpa keterangan"
    )


def periksa_pdfsig(berkas: Path) -> Iterator[Jawab]:
    """A second reader, where there is one."""
    if shutil.which("pdfsig") is None:
        return
    hasil = _jalankan(["pdfsig", "-nocert", str(berkas.resolve())], berkas.parent)
    if "Signature is Valid" in hasil.stdout and "Total document signed" in hasil.stdout:
        yield baik("pdfsig: tanda tangannya sah dan mencakup seluruh dokumen")
    else:
        yield salah("pdfsig: tanda tangannya tidak sah, atau tidak mencakup seluruh dokumen")


def _jalankan(perintah: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - named here
        perintah,
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=_BATAS_DETIK,
        check=False,
    )


def akar(folder: Path, sendiri: str) -> str:
    """PEM. Their fingerprints are shown: what came along has to be compared."""
    if sendiri:
        return Path(sendiri).read_text(encoding="ascii")
    pem = [b.read_text(encoding="ascii") for b in sorted((folder / FOLDER_AKAR).glob("*.pem"))]
    for satu in _SERTIFIKAT.findall("".join(pem)):
        jari = hashlib.sha256(ssl.PEM_cert_to_DER_cert(satu)).hexdigest()
        print(f"       Sertifikat yang disertakan, SHA-256: {jari}")
    return "".join(pem)


def baca(folder: Path) -> dict[str, Any]:
    """Raises `ValueError` and `OSError`."""
    keterangan = json.loads((folder / KETERANGAN).read_text(encoding="utf-8"))
    if not isinstance(keterangan, dict) or keterangan.get("format") != FORMAT:
        raise ValueError(f"{KETERANGAN} bukan keterangan bundel SK")
    if keterangan.get("versi") != VERSI:
        raise ValueError(f"{KETERANGAN} ditulis versi lain")
    for nama in ("berkas", "riwayat"):
        if Path(str(keterangan[nama])).name != keterangan[nama]:
            raise ValueError(f"{KETERANGAN}: {nama} bukan nama berkas di folder ini")
    return keterangan


def periksa_semua(folder: Path, akar_sendiri: str, sidik_akhir: str) -> Iterator[Jawab]:
    keterangan = baca(folder)
    berkas = folder / keterangan["berkas"]
    pdf = berkas.read_bytes()
    print(f"SK nomor {keterangan['nomor']}, {keterangan['lembaga']}")
    if keterangan["uji_coba"]:
        print(f"{UJI_COBA}: ditandatangani dengan sertifikat percobaan, bukan surat resmi")
    yield from periksa_sidik(keterangan, pdf)
    yield from periksa_riwayat(folder, keterangan, sidik_akhir)
    pada = keterangan["ditandatangani_pada"]
    yield from periksa_tanda_tangan(pdf, akar(folder, akar_sendiri), pada)
    yield from periksa_pdfsig(berkas)
    print(f"       Per {keterangan['dibuat_pada'][:10]}: {keterangan['status']}.")
    print(f"       Apakah masih berlaku, hanya kantor yang tahu: {keterangan['tautan']}")


_TIDAK_TERBACA = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError),
    subprocess.SubprocessError,
)


def main(argumen: list[str]) -> int:
    pilihan = {argumen[ke]: argumen[ke + 1] for ke in range(0, len(argumen) - 1, 2)}
    if len(argumen) % 2 or set(pilihan) - {"--akar", "--sidik"}:
        print("Cara pakai: python3 periksa_sk.py [--akar BERKAS.pem] [--sidik SIDIK]")
        return 2
    folder = Path(__file__).resolve().parent
    hasil = set()
    try:
        for satu in periksa_semua(folder, pilihan.get("--akar", ""), pilihan.get("--sidik", "")):
            hasil.add(satu.hasil)
            print(satu)
    except _TIDAK_TERBACA as galat:
        print(f"Bundel ini tidak terbaca: {type(galat).__name__}: {galat}")
        return 2
    if SALAH in hasil:
        print("TIDAK SAH.")
        return 1
    print("Ada yang belum diperiksa." if BELUM in hasil else "Sah.")
    return 3 if BELUM in hasil else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
