"""The table of mutations, `mutasi.toml`: one small edit each, and the tests that must notice."""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("mutasi.toml")

FAST = ("tests/unit/", "tests/contract/", "tests/pipeline/")
"""Where a test has to be to count as fast."""


class TableWrong(Exception):
    """The table is no table of mutations, or is not about this code; `problems` says where."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


@dataclass(frozen=True)
class Mutation:
    """`name` says what is wrong afterwards. `before` occurs exactly once in `file`; `tests` are
    files or node ids of pytest."""

    no: int
    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]

    def applied(self, text: str) -> str:
        """Raises `TableWrong` when `text` is not what the table was written for."""
        if (times := text.count(self.before)) != 1:
            raise TableWrong([f"{self.sebut}: teks `before` ada {times} kali di {self.file}"])
        return text.replace(self.before, self.after)

    @property
    def sebut(self) -> str:
        return f"mutasi {self.no} ({self.name})"


def read_table(path: Path = TABLE) -> tuple[Mutation, ...]:
    """In the order of the file, counted from one. Raises `TableWrong`."""
    mutations: list[Mutation] = []
    for no, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["mutation"], start=1):
        expected = {"name", "file", "before", "after", "tests"}
        if set(row) != expected:
            raise TableWrong([f"mutasi {no}: kuncinya harus {', '.join(sorted(expected))}"])
        mutations.append(Mutation(no=no, **(row | {"tests": tuple(row["tests"])})))
    return tuple(mutations)


def problems(mutations: Sequence[Mutation], root: Path) -> Iterator[str]:
    """Everything by which the table and the tree below `root` do not agree."""
    for name, times in Counter(satu.name for satu in mutations).items():
        if times > 1:
            yield f"nama '{name}' dipakai {times} kali"
    for satu in mutations:
        yield from _wrong_edit(satu, root)
        if not satu.tests:
            yield f"{satu.sebut}: tidak menyebut uji"
        for test in satu.tests:
            if not test.startswith(FAST):
                yield f"{satu.sebut}: {test} bukan uji cepat"
            elif not _exists(test, root):
                yield f"{satu.sebut}: {test} tidak ada"


def _wrong_edit(satu: Mutation, root: Path) -> Iterator[str]:
    file = root / satu.file
    if not file.is_file():
        yield f"{satu.sebut}: {satu.file} tidak ada"
        return
    try:
        mutated = satu.applied(file.read_text(encoding="utf-8"))
        if ast.dump(ast.parse(mutated)) == ast.dump(ast.parse(file.read_text(encoding="utf-8"))):
            yield f"{satu.sebut}: tidak mengubah apa pun"
    except TableWrong as wrong:
        yield from wrong.problems
    except SyntaxError as error:
        yield f"{satu.sebut}: bukan Python lagi, baris {error.lineno}"


def _exists(test: str, root: Path) -> bool:
    path, _, name = test.partition("::")
    if not (root / path).exists():
        return False
    if not name:
        return True
    tree = ast.parse((root / path).read_text(encoding="utf-8"))
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return name.partition("[")[0] in {satu.name for satu in functions}
