"""`izin kabar`, as the operator uses it; its trial messages arrive somewhere real."""

import json
from pathlib import Path

import pytest

from tests.integration.notifier.receivers import HttpReceiver, Mailbox, free_port
from tests.integration.notifier.stage import RAHASIA, apprise, webhook
from tests.integration.notifier.test_people import mail_to
from tests.integration.notifier.test_webhook import is_signed
from tests.unit.cli.running import Outcome, izin


@pytest.fixture
def berkas(tmp_path: Path, http: HttpReceiver, mailbox: Mailbox) -> Path:
    berkas = tmp_path / "kabar.toml"
    berkas.write_text(
        apprise("surat", mail_to(mailbox), 'tingkat = ["terlampaui"]')
        + webhook("program", f"{http.url}/kait/token-rahasia?kunci=rahasia")
    )
    berkas.chmod(0o600)
    return berkas


def kabar(berkas: Path, *arguments: str) -> Outcome:
    return izin("kabar", *arguments, env={"IZIN_KABAR": str(berkas), "UJI_RAHASIA": RAHASIA})


def test_a_file_is_shown_without_its_secrets(berkas: Path) -> None:
    outcome = kabar(berkas, "periksa")
    assert outcome.code == 0
    assert "surat (apprise)" in outcome.out
    assert "ops.kabar.surat" in outcome.out
    assert "tingkat terlampaui" in outcome.out
    assert "rahasia" not in outcome.out + outcome.err
    rows = json.loads(kabar(berkas, "periksa", "--json").out)
    assert [row["nama"] for row in rows] == ["surat", "program"]
    assert "rahasia" not in str(rows)


def test_a_file_that_others_can_read_is_shown_with_a_warning(berkas: Path) -> None:
    berkas.chmod(0o644)
    outcome = kabar(berkas, "periksa")
    assert outcome.code == 0
    assert "Peringatan" in outcome.said
    assert "chmod 600" in outcome.said


def test_a_wrong_file_is_refused_with_every_mistake(tmp_path: Path) -> None:
    berkas = tmp_path / "kabar.toml"
    berkas.write_text(apprise("Surat", "json://a.test") + webhook("b", "https://b.test", "x = 1"))
    outcome = kabar(berkas, "periksa")
    assert outcome.code == 2
    assert "berkas kabar tidak sah" in outcome.said
    assert "saluran ke-1 > nama" in outcome.said
    assert "saluran ke-2 > x: kunci tidak dikenal" in outcome.said
    assert "izin kabar periksa" in outcome.said


def test_without_a_file_it_says_what_to_set() -> None:
    outcome = izin("kabar", "periksa", env={"IZIN_KABAR": None})
    assert outcome.code == 2
    assert "IZIN_KABAR" in outcome.said


def test_a_trial_reaches_every_channel_and_is_marked_as_one(
    berkas: Path, http: HttpReceiver, mailbox: Mailbox
) -> None:
    outcome = kabar(berkas, "uji")
    assert outcome.code == 0, outcome.err
    assert "surat: diterima" in outcome.out
    assert "program: diterima" in outcome.out
    [mail] = mailbox.mails
    assert mail["subject"] == "[AlurIzin] UJI COBA saluran surat"
    [request] = http.requests
    assert is_signed(request)
    assert request.json["tipe"] == "KabarUji"
    assert request.webhook_id.startswith("uji/")


def test_one_channel_can_be_tried_alone(berkas: Path, http: HttpReceiver, mailbox: Mailbox) -> None:
    assert kabar(berkas, "uji", "program").code == 0
    assert len(http.requests) == 1
    assert not mailbox.mails
    outcome = kabar(berkas, "uji", "merpati")
    assert outcome.code == 3
    assert "Yang ada: surat, program" in outcome.said


def test_a_channel_that_does_not_take_it_is_named_with_the_reason_and_no_secret(
    berkas: Path, http: HttpReceiver, mailbox: Mailbox
) -> None:
    http.answer = lambda _: 401
    mailbox.refuse = True
    outcome = kabar(berkas, "uji")
    assert outcome.code == 1
    assert "2 dari 2 saluran tidak menerima" in outcome.said
    assert "program: penerima menolak dengan kode 401" in outcome.said
    assert "surat: server surat menolaknya" in outcome.said
    assert "rahasia" not in (outcome.out + outcome.err).replace("rahasianya", "")


def test_a_service_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    berkas = tmp_path / "kabar.toml"
    berkas.write_text(apprise("obrolan", f"json://127.0.0.1:{free_port()}/x"))
    outcome = kabar(berkas, "uji")
    assert outcome.code == 1
    assert "obrolan: layanan tidak tersambung, atau menolak sambungan" in outcome.said


def test_the_notifier_is_not_started_without_its_file() -> None:
    outcome = izin("jalankan", "kabar", env={"IZIN_KABAR": None})
    assert outcome.code == 2
    assert "IZIN_KABAR" in outcome.said
