"""What can go wrong with the servers that AlurIzin starts for itself.

    EmbeddedError
    ├── ProgramMissing      the server is not installed
    ├── ServerFailed        it was started and did not come up
    ├── NoRoom              it did not, and there is no room on its disk
    ├── CredentialsMismatch the data folder belongs to another password
    └── FolderInUse         another process owns this folder

Every message is written for the person at the terminal and says what to do.
"""

from pathlib import Path


class EmbeddedError(Exception):
    """A private server could not be provided."""


class ProgramMissing(EmbeddedError):
    def __init__(self, server: str, remedy: str) -> None:
        self.server = server
        super().__init__(f"{server} belum terpasang di komputer ini. {remedy}")


class ServerFailed(EmbeddedError):
    """`tail` is the end of the server's own log; it holds no credentials."""

    def __init__(self, server: str, reason: str, log_path: Path, tail: str) -> None:
        self.server = server
        self.reason = reason
        self.log_path = log_path
        super().__init__(
            f"{server} tidak dapat dijalankan: {reason}.\n"
            f"Bagian akhir catatannya ({log_path}):\n{tail}"
        )


class NoRoom(EmbeddedError):
    """Its log, if there was room for one, says the same in many words."""

    def __init__(self, server: str, folder: Path, free_bytes: int) -> None:
        self.folder = folder
        super().__init__(
            f"{server} tidak dapat dijalankan: cakramnya penuh, di {folder} tinggal"
            f" {free_bytes // 1024} kB. Kosongkan tempat di cakram itu, atau pilih folder lain"
            " dengan IZIN_FOLDER_DATA."
        )


class CredentialsMismatch(EmbeddedError):
    def __init__(self, server: str, folder: Path) -> None:
        self.server = server
        self.folder = folder
        super().__init__(
            f"{server} menolak kata sandi yang tersimpan: data di {folder} dibuat dengan kata "
            f"sandi lain. Pindahkan atau hapus folder itu, lalu jalankan lagi."
        )


class FolderInUse(EmbeddedError):
    """`owner_pid` is None when the owner did not get to write it down."""

    def __init__(self, folder: Path, owner_pid: int | None) -> None:
        self.folder = folder
        self.owner_pid = owner_pid
        owner = f"proses {owner_pid}" if owner_pid else "proses lain"
        super().__init__(
            f"Folder {folder} sedang dipakai oleh {owner}. Tunggu sampai proses itu selesai, "
            f"hentikan proses itu, atau pilih folder lain."
        )
