"""The SOPs and the desks that this installation knows."""

from collections.abc import Sequence
from pathlib import Path

from izin.registry import discover_desks
from shared.akses import Hak, semua_hak
from shared.settings import Settings
from shared.sop.loader import KatalogSop, baca_berkas, muat_folder
from shared.sop.model import SopTermuat
from shared.topology import Topologi, topologi


def pelaksana_names() -> dict[str, str]:
    """The name of each pelaksana, by its key."""
    return {key: desk.nama for key, desk in discover_desks().items()}


def role(key: str | None) -> str:
    """What people call this pelaksana; the key itself when nobody knows it."""
    if key is None:
        return ""
    return pelaksana_names().get(key, key)


def act(tindakan: str) -> str:
    """The act of a step in words: "periksa lapangan"."""
    return tindakan.replace("_", " ")


def load_catalogue(settings: Settings) -> KatalogSop:
    """Raises SopTidakSah."""
    return muat_folder(settings.folder_sop, frozenset(discover_desks()))


def roles(settings: Settings) -> frozenset[str]:
    """Every pelaksana there is, of a desk or of an SOP. Raises SopTidakSah."""
    named = {p for loaded in load_catalogue(settings).values() for p in loaded.sop.pelaksana}
    return frozenset(named | set(discover_desks()))


def installation(settings: Settings) -> tuple[Sequence[Hak], Topologi]:
    """The accounts that the loaded SOPs need, and the queues. Raises SopTidakSah."""
    catalogue = load_catalogue(settings)
    sops = [loaded.sop for loaded in catalogue.values()]
    pelaksana = roles(settings)
    return semua_hak(sops, pelaksana), topologi(pelaksana)


def load_file(path: Path) -> SopTermuat:
    """Raises SopTidakSah."""
    return baca_berkas(path, frozenset(discover_desks()))


def load_sop(settings: Settings, code_or_path: str) -> SopTermuat:
    """By code, or by the path of a file. Raises SopTidakSah and SopTidakDikenal."""
    path = Path(code_or_path)
    if path.suffix == ".toml" or len(path.parts) > 1:
        return load_file(path)
    return load_catalogue(settings)[code_or_path]
