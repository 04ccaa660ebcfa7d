"""What the environment says, and what it leaves unsaid."""

from pathlib import Path

import pytest

from shared.settings import Settings

DARI_LINGKUNGAN = {
    nama: f"IZIN_{nama.upper()}"
    for nama, bidang in Settings.model_fields.items()
    if bidang.validation_alias is None and nama != "rabbitmq_url_sendiri"
}
JALUR = [nama for nama, bidang in Settings.model_fields.items() if "Path" in str(bidang.annotation)]


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that became the working directory made a worker look for its register in a folder."""
    for variabel in (*DARI_LINGKUNGAN.values(), "RABBITMQ_URL", "MONGODB_URL"):
        monkeypatch.delenv(variabel, raising=False)
    bawaan = Settings()
    for variabel in (*DARI_LINGKUNGAN.values(), "RABBITMQ_URL", "MONGODB_URL"):
        monkeypatch.setenv(variabel, "")
    assert Settings() == bawaan
    assert {"tanda_tangan", "daftar_petugas", "kabar", "kalender", "folder_sop"} <= set(JALUR)
    for nama in JALUR:
        assert getattr(Settings(), nama) != Path()
