"""What can be wrong with a folder of secrets.

AlurIzinError
└── FolderRahasia   it cannot be made, read or completed; nothing was changed
"""

from shared.errors import AlurIzinError


class FolderRahasia(AlurIzinError):
    """`anjuran` says what to do next. Neither text holds a secret."""

    def __init__(self, pesan: str, anjuran: str = "") -> None:
        super().__init__(pesan)
        self.anjuran = anjuran
