"""Tasks for tests, made by the pure flow."""

from shared.alur import susun_tugas
from shared.contracts import Tugas
from tests.builders import Perjalanan, aturan


def tugas_of(case: Perjalanan) -> Tugas:
    assert case.permohonan.langkah is not None
    return susun_tugas(
        case.perkara, case.permohonan.langkah, aturan()[case.perkara.langkah.tindakan]
    )
