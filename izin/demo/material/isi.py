"""What a simulated officer writes into a letter: by the schema that the task brings, as any tool
that knows nothing of the office could."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from izin.demo.material.naskah import Naskah
from shared.contracts import SuratDiminta

_KALIMAT = "{judul}: diperiksa pada {tanggal} di {alamat}."


def tulis_isi(diminta: SuratDiminta, naskah: Naskah) -> dict[str, Any]:
    """Over the words that the task begins with, every field that is owed. A slip leaves out the
    last entry of each list."""
    awal = dict(diminta.awal)
    if naskah.keliru:
        awal = {kunci: _tanpa_akhir(nilai) for kunci, nilai in awal.items()}
    bidang = diminta.skema["properties"]
    return {
        kode: awal.get(kode) or _nilai(bidang[kode], naskah)
        for kode in bidang
        if kode in awal or kode in diminta.skema["required"]
    }


def _tanpa_akhir(nilai: Any) -> Any:
    return nilai[:-1] if isinstance(nilai, list) and len(nilai) > 1 else nilai


def _nilai(skema: Mapping[str, Any], naskah: Naskah) -> Any:
    return _MENURUT_JENIS[skema["type"]](skema, naskah)


def _teks(skema: Mapping[str, Any], naskah: Naskah) -> str:
    if "enum" in skema:
        return str(skema["enum"][0 if naskah.layak else 1])
    if skema.get("format") == "date":
        return naskah.tanggal.isoformat()
    kata = _KALIMAT.format(
        judul=skema.get("title", "Keterangan"),
        tanggal=_tanggal(naskah.tanggal),
        alamat=naskah.tugas.lembaga.alamat,
    )
    return kata[: skema["maxLength"]]


def _tanggal(tanggal: date) -> str:
    return f"{tanggal:%d-%m-%Y}"


def _daftar(skema: Mapping[str, Any], naskah: Naskah) -> list[Any]:
    butir = skema["items"]
    if "nama" in butir.get("properties", {}):
        return [{"nama": naskah.penulis.nama, "nip": naskah.penulis.id, "jabatan": "Petugas"}]
    return [_nilai({"title": skema.get("title", ""), **butir}, naskah)]


def _objek(skema: Mapping[str, Any], naskah: Naskah) -> dict[str, Any]:
    """Of a checklist, a remark as well: what is not as it should be needs one."""
    bidang = skema["properties"]
    if "catatan" in bidang:
        hasil = {kode: _nilai(satu, naskah) for kode, satu in bidang.items() if kode != "catatan"}
        return hasil | {"catatan": "Dilihat langsung di tempat"}
    return {kode: _nilai(satu, naskah) for kode, satu in bidang.items()}


_MENURUT_JENIS: Mapping[str, Callable[[Mapping[str, Any], Naskah], Any]] = {
    "string": _teks,
    "integer": lambda _, __: 1,
    "array": _daftar,
    "object": _objek,
}
