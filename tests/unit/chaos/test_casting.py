"""A campaign has the processes of its form, and knows which of them serve a role."""

import asyncio
from pathlib import Path

import pytest

from chaos.casting import Part, parts_of
from chaos.cli import command, form, read_options
from chaos.figures import Figures
from chaos.stage import Options
from chaos.troupe import Actor, Smith, Troupe, ready_in
from chaos.web import open_house

ROLES = ("frontoffice", "backoffice", "kabid")


def test_each_role_has_a_process_some_have_two_and_watchdogs_stand_beside_them() -> None:
    parts = parts_of(Options(pairs=("kabid",), watchdogs=2), ROLES)
    assert [one.process for one in parts] == [*ROLES, "kabid", "watchdog", "watchdog"]


def test_joined_every_process_serves_all_roles_and_watchdogs_stay_alone() -> None:
    parts = parts_of(Options(joined=2, watchdogs=1), ROLES)
    assert [one.process for one in parts] == [
        "frontoffice+backoffice+kabid",
        "frontoffice+backoffice+kabid",
        "watchdog",
    ]
    assert [one.watches for one in parts] == [False, False, True]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([Part(role, (role,)) for role in (*ROLES, "kabid")], 2),
        ([Part("semua", ROLES), Part("watchdog", ("watchdog",))], 1),
    ],
)
def test_whoever_serves_a_role_is_found_alone_or_beside_others(
    tmp_path: Path, parts: list[Part], found: int
) -> None:
    troupe = Troupe(Figures(), Smith({}, None))
    troupe.actors = [Actor(part, part.title, troupe.smith, tmp_path) for part in parts]
    assert len(troupe.of("kabid")) == found


def test_a_joined_process_is_ready_when_each_of_its_roles_has_said_so(tmp_path: Path) -> None:
    async def run() -> None:
        actor = Actor(Part("semua", ("frontoffice", "kabid")), "semua-1", Smith({}, None), tmp_path)
        assert not actor.ready
        actor.log.write_text('{"event": "siap", "pelaksana": "kabid"}\n')
        assert not actor.ready
        with actor.log.open("a") as log:
            log.write('{"event": "siap", "pelaksana": "frontoffice"}\n')
        assert actor.ready

    asyncio.run(run())


def test_a_line_that_is_being_written_counts_as_nothing() -> None:
    assert ready_in(b'{"event": "siap", "layanan": "watchdog"}\n{"event": "siap", "pel') == {
        "watchdog"
    }


def test_the_form_is_told_and_the_command_repeats_it() -> None:
    joined = read_options(["--gabung", "2", "--benih", "7"])
    assert form(joined) == "2 proses, masing-masing melayani semua pelaksana"
    words = command(joined).split()[3:]
    assert read_options(words) == joined
    assert "--gabung" not in command(read_options(["--benih", "7"]))


def test_no_process_at_all_is_refused() -> None:
    with pytest.raises(SystemExit):
        read_options(["--gabung", "0"])


def test_a_campaign_on_pages_has_an_account_for_two_at_every_desk(tmp_path: Path) -> None:
    house = open_house(2, ROLES, tmp_path)
    assert [one.shows for one in house.parts] == [True, True]
    assert len({dict(one.env)["IZIN_PORT_MEJA"] for one in house.parts}) == 2
    assert len({dict(one.env)["IZIN_KUNCI_MEJA"] for one in house.parts}) == 1
    assert [one.peran for one in house.people] == [role for role in ROLES for _ in "ab"]
    assert len({one.nip for one in house.people}) == len(house.people)
    options = read_options(["--meja", "2", "--benih", "7"])
    assert read_options(command(options).split()[3:]) == options
    assert "petugas di 2 proses meja" in form(options)
