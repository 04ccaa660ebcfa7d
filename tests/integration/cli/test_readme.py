"""README.md's hand-made journey, word for word: from a fresh folder to the SK in one's hands."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forge import the_forge
from tests.integration.cli.office import Office
from tests.integration.cli.terminal_screen import PATIENCE_SECONDS, Screen
from tests.unit.docs.pages import ROOT, blocks, read

pytestmark = pytest.mark.integration

OUTPUTS = "contoh/keluaran/izin-paud"
ASKED = (
    "Putusan Anda:",
    "NIP Anda:",
    "Nama Anda:",
    "Nama penerima",
    "[terima/tolak/semua/batal]",
    "Berkas bapl",
    "Berkas rekomendasi",
    "Berkas draft-sk",
    "Catatan (boleh kosong):",
    "'ya' untuk mengirim",
    "Tidak ada tugas lagi",
)
IN_THE_OTHER_TERMINAL = ("source .venv/bin/activate", "izin jalankan semua")


def commands() -> Iterator[str]:
    """Of the section, in its order; a comment is no part of one, and a backslash joins lines."""
    section = read("README.md").partition("\n## Try it by hand\n")[2].partition("\n## ")[0]
    for block in blocks(section, ""):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if words and line.split("#")[0].strip() not in IN_THE_OTHER_TERMINAL:
                yield re.split(r"\s+#\s", line)[0]


class Newcomer:
    """In a folder of their own, beside the samples that ship."""

    def __init__(self, office: Office, folder: Path) -> None:
        (folder / "contoh").symlink_to(ROOT / "contoh")
        own = {"IZIN_PETUGAS": "", "COLUMNS": "80"}
        self.env = {**os.environ, **office.env, **own}
        self.folder = folder
        self.year = "2026"
        self.officers = 0
        self.told: dict[str, str] = {}

    def types(self, command: str) -> None:
        command = re.sub(r"(PAUD|IKP)-2026-", rf"\1-{self.year}-", command)
        words = shlex.split(command)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            self.env[name] = value
        elif words[:2] == ["izin", "tugas"] and len(words) == 3:
            self._works(words[2])
        elif words[0] == "izin":
            self._runs(words[1:])
        else:
            subprocess.run(words, cwd=self.folder, check=True)

    def _runs(self, words: list[str]) -> None:
        log = self.folder / f"{len(self.told)}.log"
        done = the_forge().izin(words, self.env, log, folder=self.folder)
        assert done.wait(PATIENCE_SECONDS) == 0, f"{words}\n{log.read_text()}"
        said = self.told[" ".join(words[:2])] = log.read_text()
        if found := re.search(r"nomor (?:PAUD|IKP)-(\d{4})-000001", said):
            self.year = found[1]

    def _works(self, desk: str) -> None:
        self.officers += 1
        answers = {
            "Putusan Anda:": "terima",
            "NIP Anda:": f"1980010120050110{self.officers:02d}",
            "Nama Anda:": "Petugas " + "ABCDEFGHIJ"[self.officers],
            "Nama penerima": "",
            "[terima/tolak/semua/batal]": "semua",
            "Catatan (boleh kosong):": "",
            "'ya' untuk mengirim": "ya",
        }
        screen = Screen(self.env, "tugas", desk, cwd=self.folder)
        while (question := screen.wait_for_one_of(*ASKED)) != "Tidak ada tugas lagi":
            output = question.removeprefix("Berkas ")
            screen.type(answers.get(question, f"{OUTPUTS}/{output}.toml"))
        assert screen.end() == 0


def test_the_journey_by_hand_ends_with_the_sk_in_the_applicant_s_folder(
    running: Office, tmp_path: Path
) -> None:
    newcomer = Newcomer(running, tmp_path)
    for command in commands():
        newcomer.types(command)
    sk = tmp_path / f"PAUD-{newcomer.year}-000001-surat-keputusan.pdf"
    assert b"/ETSI.CAdES.detached" in sk.read_bytes()
    assert "sama, byte demi byte, dengan draf yang disetujui" in newcomer.told["sk periksa"]
    assert "001/PAUD/DPMPTSP/" in newcomer.told["sk daftar"]
    told = running.izin("lihat", f"PAUD-{newcomer.year}-000001").out
    assert "selesai" in told


def test_every_command_of_the_section_is_tried() -> None:
    tried = list(commands())
    assert sum(command.startswith("izin tugas") for command in tried) >= 9
    assert [command for command in tried if "unduh" in command]
