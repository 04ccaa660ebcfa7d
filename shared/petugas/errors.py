"""What can be wrong with a register of officers.

AlurIzinError
└── DaftarPetugasTidakSah   a register that is refused, with every problem found in it
"""

from collections.abc import Iterable

from shared.errors import AlurIzinError


class DaftarPetugasTidakSah(AlurIzinError):
    """Daftar petugas tidak sah."""

    def __init__(self, berkas: str, masalah: Iterable[str]) -> None:
        self.berkas = berkas
        self.masalah = tuple(masalah)
        super().__init__(berkas, self.masalah)

    def __str__(self) -> str:
        baris = [f"{self.berkas}: daftar petugas tidak sah, {len(self.masalah)} masalah"]
        return "\n".join(baris + [f"  - {satu}" for satu in self.masalah])
