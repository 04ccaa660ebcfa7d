"""What officers send whose office makes the letters: the text of a letter instead of its file."""

import json
from collections.abc import Mapping
from typing import Any

from shared.surat.loader import KatalogSurat
from shared.tindakan import Tindakan


class Penulis:
    """Makes a recorded decision that of the task: the letters that it asks for in the words of
    their samples, and the SHA-256 of a draft that a worker made. An SK stays the file of a tool:
    no signing is measured."""

    def __init__(self, katalog: KatalogSurat) -> None:
        self._katalog = katalog
        self._contoh: dict[tuple[str, str], Mapping[str, Any]] = {}

    def tulis(self, putusan: bytes, tugas: bytes) -> bytes:
        """Both as they travel."""
        isi, diminta = json.loads(putusan), json.loads(tugas)
        if atas := diminta.get("atas"):
            isi["atas"] = atas["berkas"]["sha256"]
        if diminta["tindakan"] != Tindakan.TANDA_TANGANI:
            surat = {satu["kode"]: satu.get("surat") for satu in diminta["keluaran"]}
            isi["hasil"] = [
                {"kode": satu["kode"], "isi": self._isi(surat[satu["kode"]], diminta["sop"])}
                if surat.get(satu["kode"])
                else satu
                for satu in isi["hasil"]
            ]
        return json.dumps(isi).encode()

    def _isi(self, surat: Mapping[str, Any], sop: str) -> dict[str, Any]:
        """Over the sample the words that the task begins with."""
        jenis = surat["jenis"]
        if (contoh := self._contoh.get((jenis, sop))) is None:
            contoh = self._contoh[jenis, sop] = self._katalog.contoh(jenis, sop)
        dikenal = surat["skema"]["properties"]
        awal: Mapping[str, Any] = surat["awal"]
        return {**{kode: nilai for kode, nilai in contoh.items() if kode in dikenal}, **awal}
