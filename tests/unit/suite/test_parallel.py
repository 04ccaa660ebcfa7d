import pytest

from tests.parallel import FIRST, TOGETHER, group_of, needs_servers, place_of

HERE = __name__.replace(".", "/") + ".py"


@pytest.mark.parametrize(
    ("nodeid", "group"),
    [
        (f"{HERE}::test_one[a::b]", HERE),  # unit tests by file, whatever the case is called
        ("tests/contract/test_watch_store.py::test_one", "tests/contract/test_watch_store.py"),
        ("tests/browser/test_kotak.py::test_one", "tests/browser/test_kotak.py"),
        ("tests/integration/akses/test_tls.py::test_one", "tests/integration/akses/"),
        ("tests/integration/akses/test_hak.py::test_one", "tests/integration/akses/"),
        ("tests/pipeline/test_traps.py::test_one[2]", "tests/pipeline/test_traps.py::test_one[2]"),
    ],
)
def test_what_shares_a_server_or_a_file_is_handed_out_together(nodeid: str, group: str) -> None:
    assert group_of(nodeid) == group


def test_the_longest_come_first_and_unit_tests_last() -> None:
    nodeids = [f"{prefix}::test" for prefix in FIRST]
    assert [place_of(nodeid) for nodeid in nodeids] == [*range(len(FIRST))]
    assert place_of(f"{HERE}::test") == len(FIRST)


@pytest.mark.parametrize(
    ("asked", "needed"),
    [
        (["tests"], True),
        (["tests/unit"], False),
        (["tests/unit/alur/test_step.py::test_one", "tests/unit/sop"], False),
        (["tests/unit", "tests/contract"], True),
    ],
)
def test_servers_are_started_only_for_tests_that_may_need_them(
    asked: list[str], needed: bool
) -> None:
    assert needs_servers(asked) == needed


def test_a_shared_place_is_there(pytestconfig: pytest.Config) -> None:
    missing = [one for one in (*TOGETHER, *FIRST) if not (pytestconfig.rootpath / one).exists()]
    assert not missing


def test_a_fixture_of_a_file_that_is_not_handed_out_together_is_refused(
    pytester: pytest.Pytester,
) -> None:
    pytester.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function\n")
    pytester.makeconftest('pytest_plugins = ["tests.parallel"]')
    folder = pytester.mkpydir("tests").joinpath("pipeline")
    folder.mkdir()
    folder.joinpath("test_shares.py").write_text(
        "import pytest\n"
        "@pytest.fixture(scope='module')\n"
        "def costly(): return 1\n"
        "def test_it(costly): assert costly\n"
    )
    said = pytester.runpytest("tests").stdout.str()
    assert "name these files in TOGETHER" in said
    assert "test_shares.py::test_it uses costly" in said
