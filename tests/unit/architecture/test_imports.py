"""Each library is known in few places, so that replacing one is an edit of few files."""

import configparser
import re
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase

import pytest

from tests.unit.architecture.sources import (
    CODE,
    EVERYTHING,
    ROOT,
    Finding,
    Source,
    broken,
    imports,
    notices,
    sources,
)

HOMES: dict[str, tuple[str, ...]] = {
    "PIL": ("izin/demo/material/*", "izin/cli/ajukan_sample.py"),
    "aio_pika": (
        "shared/rabbit/*",
        "izin/demo/bukti.py",
    ),
    "aiormq": ("shared/rabbit/consume.py", "shared/rabbit/declare.py"),
    "argon2": ("shared/sandi.py",),
    "apprise": ("ops/notifier/layanan_apprise.py",),
    "bson": (
        "shared/store/motor_client.py",
        "shared/store/gridfs.py",
        "shared/store/mongo_dokumen.py",
        "shared/store/mongo_cadangan.py",
        "shared/store/made_files.py",
        "shared/store/mongo_surat.py",
    ),
    "cryptography": (
        "izin/rahasia/sertifikat.py",
        "shared/certificate_base.py",
        "shared/segel.py",
        "shared/tandatangan/*",
    ),
    "faststream": ("shared/rabbit/framework.py",),
    "holidays": ("shared/kalender/libur_paket.py",),
    "httpx": ("shared/http_library.py",),
    "joserfc": ("shared/oidc/penerbit.py",),
    "jinja2": ("services/meja/situs.py",),
    "markupsafe": ("shared/web/aset.py",),
    "motor": ("shared/store/motor_client.py",),
    "pamqp": ("shared/rabbit/properties.py", "shared/embedded/amqp_login.py"),
    "pikepdf": ("shared/store/pdf.py",),
    "pkcs11": ("shared/tandatangan/kunci.py",),
    "prometheus_client": ("ops/metrics/*",),
    "puremagic": ("shared/store/media.py",),
    "pydantic": ("*",),
    "pydantic_core": ("*",),
    "pydantic_settings": ("shared/settings.py",),
    "pyhanko": (
        "shared/tandatangan/coba.py",
        "shared/tandatangan/kunci.py",
        "shared/tandatangan/pades.py",
        "shared/tandatangan/pemeriksa.py",
        "shared/tandatangan/perubahan.py",
        "shared/tandatangan/sertifikat.py",
        "shared/tandatangan/stempel.py",
        "shared/tandatangan/temuan_pades.py",
    ),
    "pyhanko_certvalidator": (
        "shared/tandatangan/pades.py",
        "shared/tandatangan/pemeriksa.py",
    ),
    "pypdfium2": ("shared/sk/halaman.py", "shared/web/lembar.py"),
    "pymongo": ("shared/mongo_driver.py",),
    "pyotp": ("shared/akun/kode.py", "shared/kantor/masuk.py"),
    "rich": ("izin/cli/*", "izin/demo/*"),
    "starlette": ("services/meja/*", "shared/web/*"),
    "structlog": ("shared/log.py",),
    "tenacity": (
        "ops/notifier/rhythm.py",
        "ops/watchdog/rounds.py",
        "shared/readiness.py",
        "shared/worker/shell.py",
    ),
    "uvicorn": ("shared/web/server.py",),
    "uvloop": ("shared/event_loop.py",),
    "typer": ("izin/cli/*",),
    "segno": ("services/meja/masuk/masuk.py", "shared/surat/qr.py"),
    "typst": ("izin/demo/material/cetak.py", "shared/surat/cetak.py"),
    "zxingcpp": ("shared/sk/halaman.py",),
    "xlsxwriter": ("shared/spreadsheets.py",),
}
"""Files that may import a library; `*` goes across folders. What is not here is not imported."""

NAMED_DIFFERENTLY = {
    "argon2-cffi": "argon2",
    "pillow": "PIL",
    "python-pkcs11": "pkcs11",
    "zxing-cpp": "zxingcpp",
}
OF_THE_PRODUCT = ("qr",)
"""Extras that the product itself imports where they are installed."""
NEVER_IMPORTED = {
    "tzdata",  # data for zoneinfo
    "python-multipart",  # Starlette reads forms with it
}
COME_WITH_ANOTHER = {
    "aiormq",
    "pamqp",
    "pydantic_core",
    "bson",
    "markupsafe",
    "pyhanko_certvalidator",
    "asn1crypto",
}
DOUBLES = "shared.store.memory"


def strays(source: Source) -> Iterator[Finding]:
    for line, module in imports(source):
        library = module.partition(".")[0]
        if library in CODE or library in sys.stdlib_module_names:
            continue
        if not any(fnmatchcase(source.path, home) for home in HOMES.get(library, ())):
            yield Finding(line, f"{library} is not to be known here")


def knows_another_pelaksana(source: Source) -> Iterator[Finding]:
    if not source.under("services"):
        return
    own = source.path.split("/")[1]
    for line, module in imports(source):
        layer, _, rest = module.partition(".")
        if layer == "services" and rest.partition(".")[0] != own:
            yield Finding(line, f"{module} is another pelaksana's")


def uses_a_double(source: Source) -> Iterator[Finding]:
    if source.path.startswith("shared/store/memory"):
        return
    for line, module in imports(source):
        if module.startswith(DOUBLES):
            yield Finding(line, "the in-memory store is for tests only")


def postpones_annotations(source: Source) -> Iterator[Finding]:
    """pydantic and FastStream look the types up when they run; postponed ones may not be there."""
    for line, module in imports(source):
        if module == "__future__.annotations":
            yield Finding(line, "annotations are needed at run time")


def test_each_library_is_imported_where_it_belongs_and_nowhere_else() -> None:
    assert broken(strays) == []


def test_no_place_is_granted_that_nobody_needs() -> None:
    used = {
        (module.partition(".")[0], source.path)
        for source in sources(*CODE)
        for _, module in imports(source)
    }
    for library, homes in HOMES.items():
        paths = [path for name, path in used if name == library]
        assert all(any(fnmatchcase(path, home) for path in paths) for home in homes), library


def test_services_do_not_import_each_other() -> None:
    assert broken(knows_another_pelaksana) == []


def test_the_in_memory_store_stays_in_the_tests() -> None:
    assert broken(uses_a_double) == []


def test_annotations_are_never_postponed() -> None:
    assert broken(postpones_annotations, *EVERYTHING) == []


def test_every_dependency_that_is_installed_has_its_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    optional = [line for extra in OF_THE_PRODUCT for line in extras[extra]]
    names = {re.split(r"[\[<>=]", line)[0] for line in (*project["dependencies"], *optional)}
    libraries = {NAMED_DIFFERENTLY.get(n, n.replace("-", "_")) for n in names - NEVER_IMPORTED}
    assert libraries == set(HOMES) - COME_WITH_ANOTHER


def test_every_folder_of_services_is_held_to_the_import_contract() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    listed = set(contracts["importlinter:contract:services"]["modules"].split())
    assert listed == {f"services.{p.parent.name}" for p in ROOT.glob("services/*/__init__.py")}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("shared/worker/shell.py", "from faststream.rabbit import RabbitBroker"),
        ("shared/store/codec.py", "from motor import motor_asyncio"),
        ("services/kabid.py", "def muat() -> None:\n    import aio_pika"),
        ("shared/alur/step.py", "import requests"),
        ("izin/cli/app.py", "import httpx"),
    ],
)
def test_a_library_in_the_wrong_place_is_noticed(path: str, text: str) -> None:
    assert notices(strays, text, path)


def test_a_wrong_import_within_the_project_is_noticed() -> None:
    text = "from services.backoffice.desk import TERUSKAN"
    assert notices(knows_another_pelaksana, text, "services/approvals/kabid.py")
    assert not notices(knows_another_pelaksana, text, "services/backoffice/desk.py")
    assert notices(uses_a_double, "from shared.store.memory import MemoryPermohonanStore")
    assert notices(uses_a_double, "import shared.store.memory")
    assert notices(postpones_annotations, "from __future__ import annotations")
