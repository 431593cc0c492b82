"""`jtbd-diag playbook`: answers to playbooks, in any format, one or many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jtbd_diag.cli.common import library_of, parse_day, read_leader, stdout_console, tell, tell_problems
from jtbd_diag.errors import InputError

if TYPE_CHECKING:
    import datetime

    from jtbd_diag.library import Library
    from jtbd_diag.playbook import Advice, Playbook

EXAMPLES = """Examples:

  jtbd-diag playbook answers.yaml                              (in the terminal)

  jtbd-diag playbook answers.yaml -o plan.pdf -o plan.docx

  jtbd-diag playbook leaders/*.yaml -o playbooks/ --format pdf

  jtbd-diag playbook answers.yaml --format md > plan.md
"""


def playbook(
    context: typer.Context,
    answers: Annotated[list[Path], typer.Argument(help="Answers files, as `interview` saves them.")],
    output: Annotated[
        list[Path] | None,
        typer.Option("-o", "--output", help="A file (.pdf .html .md .docx .txt), several, or a folder ending in /."),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="pdf, html, md, docx or txt, for a folder or stdout.")
    ] = None,
    theme: Annotated[Path | None, typer.Option(help="A folder with your own logo, colors and page.")] = None,
    date: Annotated[
        str | None, typer.Option(help="The day the plan starts, as 2026-11-21; today if not given.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Write the playbook that fits a leader's answers."""
    from jtbd_diag.playbook import load_advice

    library = library_of(context)
    job = _Writer(library, load_advice(library), theme, parse_day(date), force)
    folder = _folder(output, many=len(answers) > 1)
    if folder is not None:
        raise typer.Exit(job.into_folder(answers, folder, format_ or "pdf"))
    written = job.compose(answers[0]) if len(answers) == 1 else None
    if written is None:
        raise typer.BadParameter("several answers files need a folder: -o playbooks/ --format pdf")
    if output:
        job.into_files(written, output)
    elif format_:
        job.to_stdout(written, format_)
    else:
        from jtbd_diag.publishing import show

        show(written, stdout_console())


playbook.__doc__ = f"{playbook.__doc__}\n\n{EXAMPLES}"


def _folder(output: list[Path] | None, many: bool) -> Path | None:
    """The one output when it is a folder: it is there, or has no ending and there are many to write."""
    if not output or len(output) > 1:
        return None
    only = output[0]
    return only if only.is_dir() or (many and not only.suffix) or (not only.suffix and not only.exists()) else None


class _Writer:
    def __init__(self, library: Library, advice: Advice, theme: Path | None, date: datetime.date, force: bool) -> None:
        self.library, self.advice, self.theme, self.date, self.force = library, advice, theme, date, force

    def compose(self, answers: Path) -> Playbook:
        from jtbd_diag.diagnosis import diagnose
        from jtbd_diag.playbook import write_playbook

        diagnosis = diagnose(*read_leader(answers, self.library))
        return write_playbook(diagnosis, advice=self.advice, date=self.date)

    def into_files(self, written: Playbook, output: list[Path]) -> None:
        from jtbd_diag.publishing import format_of, publish

        for path in output:
            format_of(path)  # a wrong ending is told before anything is written
        for path in output:
            publish(written, path, library=self.library, theme=self.theme, force=self.force)
            tell(f"wrote {path}")

    def to_stdout(self, written: Playbook, kind: str) -> None:
        import sys

        from jtbd_diag.publishing import load_theme, render

        sys.stdout.buffer.write(render(written, kind, load_theme(self.library, self.theme)))
        sys.stdout.buffer.flush()

    def into_folder(self, answers: list[Path], folder: Path, kind: str) -> int:
        """A file each, named after the answers file; one that fails is told and does not stop the rest."""
        from jtbd_diag.publishing import format_of, publish

        format_of(Path(f"x.{kind}"))
        _make(folder)
        failed = 0
        for path, name in zip(answers, _names(answers), strict=True):
            try:
                publish(
                    self.compose(path),
                    folder / f"{name}.{kind}",
                    library=self.library,
                    theme=self.theme,
                    force=self.force,
                )
            except InputError as error:
                tell_problems(error.problems)
                failed += 1
        tell(f"wrote {len(answers) - failed} of {len(answers)} playbooks to {folder}")
        return 1 if failed else 0


def _make(folder: Path) -> None:
    from jtbd_diag.errors import Code, complaint

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise complaint(Code.UNWRITABLE, str(folder), f"the folder cannot be made: {error.strerror}") from None


def _names(answers: list[Path]) -> list[str]:
    """The files' stems; where all are called the same, as `D01/answers.yaml`, their folders' names."""
    stems = [path.stem for path in answers]
    if len(set(stems)) < len(stems) or set(stems) == {"answers"}:
        stems = [f"{path.absolute().parent.name}-{path.stem}".removesuffix("-answers") for path in answers]
    seen: dict[str, int] = {}
    names = []
    for stem in stems:
        seen[stem] = seen.get(stem, 0) + 1
        names.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return names
