"""The settings of a command; a wrong variable is named, without its value."""

from pydantic import ValidationError

from izin.cli.errors import BadInput
from shared.settings import Settings
from shared.validation_text import rincian_galat


def load_settings() -> Settings:
    """Raises `BadInput`."""
    try:
        return Settings()
    except ValidationError as error:
        raise BadInput(
            "Variabel lingkungan tidak sah",
            details=rincian_galat(error),
            remedy="Namanya IZIN_ diikuti nama pengaturan, misalnya IZIN_BATAS_BERKAS_MIB",
        ) from error
