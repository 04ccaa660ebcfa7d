"""What an audit has found, as people and as scripts read it."""

from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from izin.cli.gladi.progress import thousands
from izin.cli.output import plain, stdout
from shared.kantor.audit_lines import Line, Lines
from shared.permohonan import SKEMA_DOKUMEN


def print_audit(lines: Lines, wanted: Iterable[Line]) -> None:
    shown = tuple(wanted)
    table = Table(box=None, padding=(0, 2), header_style="dim")
    table.add_column("")
    table.add_column("Diperiksa dari penyimpanan")
    table.add_column("", justify="right", style="dim")
    for line in shown:
        mark = Text("✓", "green") if line.clean else Text("✗", "bold red")
        table.add_row(mark, line.name, f"{thousands(line.count)} {line.unit}")
    stdout().print(table)
    print_findings(shown)
    for schema, count in sorted(lines.schemas.items()):
        if schema != SKEMA_DOKUMEN:
            stdout().print(plain(_older(schema, count), style="dim"))


def print_findings(lines: Iterable[Line]) -> None:
    """Every one, and below those of one kind what to do."""
    for line in lines:
        for finding in line.findings:
            stdout().print(plain(f"✗ {finding}", style="red"), soft_wrap=True)
        if line.findings:
            stdout().print(plain(f"  → {line.remedy}.", style="yellow"))


def _older(schema: int, count: int) -> str:
    return (
        f"{thousands(count)} dokumen masih berskema {schema} (kini {SKEMA_DOKUMEN}); masing-masing"
        " diperbarui pada penulisan berikutnya"
    )


def audit_facts(lines: Lines, wanted: Iterable[Line]) -> dict[str, Any]:
    shown = tuple(wanted)
    return {
        "bersih": all(line.clean for line in shown),
        "permohonan": lines.readable.count,
        "skema": {str(schema): count for schema, count in sorted(lines.schemas.items())},
        "pemeriksaan": [_line(line) for line in shown],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "nama": line.name,
        "banyak": line.count,
        "satuan": line.unit,
        "temuan": [{"nomor": t.nomor, "pesan": t.pesan} for t in line.findings],
        "anjuran": line.remedy if line.findings else "",
    }
