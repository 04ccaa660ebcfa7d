"""The files of a bundle, by their names."""

import json
import ssl
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from izin.bundel import periksa_sk
from izin.bundel.periksa_sk import FOLDER_AKAR, FORMAT, KETERANGAN, PEMERIKSA_RIWAYAT, VERSI
from izin.riwayat import periksa_riwayat
from izin.riwayat.ekspor import nama_ekspor, susun_ekspor
from shared.contracts import teks_saat
from shared.kantor.sk import nama_berkas
from shared.kantor.sk_bundel import IsiBundel

PEMERIKSA, BACA_SAYA = "periksa_sk.py", "BACA-SAYA.txt"


def susun_bundel(isi: IsiBundel, akar: Sequence[bytes], *, uji_coba: bool) -> Mapping[str, bytes]:
    """`akar`: the certificates that the office trusts, PEM or DER. Deterministic."""
    ekspor = json.dumps(susun_ekspor(isi.permohonan, isi.teks_sop), ensure_ascii=False, indent=1)
    keterangan = json.dumps(_keterangan(isi, uji_coba=uji_coba), ensure_ascii=False, indent=1)
    return {
        nama_berkas(isi.nomor.nomor): isi.pdf,
        nama_ekspor(isi.permohonan): ekspor.encode(),
        KETERANGAN: keterangan.encode(),
        PEMERIKSA: Path(periksa_sk.__file__).read_bytes(),
        PEMERIKSA_RIWAYAT: Path(periksa_riwayat.__file__).read_bytes(),
        BACA_SAYA: _baca_saya(isi, uji_coba=uji_coba).encode(),
        **{f"{FOLDER_AKAR}/akar-{ke}.pem": _pem(satu) for ke, satu in enumerate(akar, start=1)},
    }


def _keterangan(isi: IsiBundel, *, uji_coba: bool) -> dict[str, Any]:
    nomor = isi.nomor
    return {
        "format": FORMAT,
        "versi": VERSI,
        **nomor.model_dump(
            mode="json",
            include={"nomor", "tanggal", "permohonan", "lembaga", "sop", "berlaku_sampai"}
            | {"sha256", "naskah", "penanda_tangan"},
        ),
        "berkas": nama_berkas(nomor.nomor),
        "riwayat": nama_ekspor(isi.permohonan),
        "sidik_terakhir": isi.permohonan.riwayat[-1].digest,
        "ditandatangani_pada": teks_saat(isi.pada),
        "status": isi.status,
        "tautan": isi.tautan,
        "uji_coba": uji_coba,
        "dibuat_pada": teks_saat(isi.dibuat_pada),
    }


def _pem(isi: bytes) -> bytes:
    return isi if b"-----BEGIN" in isi else ssl.DER_cert_to_PEM_cert(isi).encode()


def _baca_saya(isi: IsiBundel, *, uji_coba: bool) -> str:
    trial = (
        "\nUJI COBA: SK ini ditandatangani dengan sertifikat percobaan. Ini bukan surat\nresmi.\n"
        if uji_coba
        else ""
    )
    return f"""\
SK nomor {isi.nomor.nomor}
{isi.nomor.lembaga}
{trial}
Folder ini memuat satu Surat Keputusan dan semua yang diperlukan untuk memeriksa
keasliannya di komputer mana pun, tanpa AlurIzin dan tanpa internet:

    python3 periksa_sk.py

Diperlukan Python 3.9 atau lebih baru. Tanda tangannya diperiksa dengan program
openssl, dan pdfsig (poppler-utils) bila ada; tanpa keduanya, pemeriksa berkata
apa yang tidak diperiksanya.

{nama_berkas(isi.nomor.nomor)}
    SK yang bertanda tangan elektronik.
{nama_ekspor(isi.permohonan)}
    Riwayat permohonannya, dirantai dengan sidik: siapa memutuskan apa, kapan.
{KETERANGAN}
    Apa yang dicatat kantor tentang SK ini.
{FOLDER_AKAR}/
    Sertifikat penyelenggara yang dipercaya kantor. Folder ini tidak dapat
    membuktikan dirinya sendiri: bandingkan sidik sertifikatnya dengan yang
    diumumkan penyelenggara, atau pakai yang Anda miliki:
        python3 periksa_sk.py --akar BERKAS.pem
{PEMERIKSA}, {PEMERIKSA_RIWAYAT}
    Program pemeriksa; keduanya dapat dibaca. Bila Anda tidak mempercayai asal
    folder ini, pakai program yang sama dari kantor atau dari folder lain.

Sidik terakhir riwayat dapat dibandingkan dengan yang diberikan kantor:
    python3 periksa_sk.py --sidik {isi.permohonan.riwayat[-1].digest[:16]}...

Kode keluar: 0 sah, 1 tidak sah, 2 tidak terbaca, 3 tidak ada yang salah tetapi
ada yang tidak dapat diperiksa.

Apakah SK ini masih berlaku atau sudah dicabut hanya diketahui kantor:
    {isi.tautan}
"""
