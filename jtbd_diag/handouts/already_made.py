"""What a folder of playbooks or letters already holds: which files are ours, and from what each was made.

Owns the hidden file `.jtbd-diag.jsonl` in the folder, one line a step, so that a run that was killed loses at most
the file it was at; knows nothing of what is in a file.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint
from jtbd_diag.ground.files import sweep, write_whole

NAME = ".jtbd-diag.jsonl"
NOTHING: Mapping[str, str] = {}


class Manifest:
    """The files of one folder by name, each with the hash of what it was made from.

    `merged` is what letters among them tell a mail merge.
    """

    def __init__(self, folder: Path) -> None:
        """Read the folder's manifest, and take away what a killed run left half-written."""
        self.folder, self.path = folder, folder / NAME
        self.made: dict[str, str] = {}
        self.planned: set[str] = set()
        self.merged: dict[str, dict[str, str]] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
            sweep(folder)
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise complaint(Code.UNWRITABLE, str(folder), say("handouts.folder_unusable", error=why)) from None
        for line in lines:
            self._take(line)

    def _take(self, line: str) -> None:
        try:
            step = json.loads(line)
            self.planned |= set(step.get("planned", ()))
            if "made" in step:
                self._keep(str(step["made"]), str(step["from"]), step.get("merged") or {})
        except (ValueError, AttributeError, KeyError, TypeError):
            return  # the line that a killed run was writing

    def is_made(self, name: str, source: str, beside: str | None = None) -> bool:
        """Whether the file is there and was made from the very same, and the one `beside` it, if there was one."""
        made = [name, *([beside] if beside in self.made else [])]
        return all(self.made.get(one) == source and (self.folder / one).is_file() for one in made)

    def others(self, names: Collection[str]) -> tuple[str, ...]:
        """Files of ours that are there and have none of these names."""
        return tuple(sorted(name for name in self.made if name not in names and (self.folder / name).is_file()))

    def refuse_strangers(self, names: Iterable[str]) -> None:
        """Raise InputError (EXISTS) when files of these names are there that no run of ours made."""
        ours = self.planned | self.made.keys()
        strangers = sorted(name for name in names if name not in ours and (self.folder / name).exists())
        if strangers:
            found = len(strangers)
            what = say("handouts.not_ours", n=found, name=strangers[0], more=found - 1)
            raise complaint(Code.NOT_OURS, str(self.folder), what, say("handouts.not_ours_hint"))

    def _keep(self, name: str, source: str, merged: Mapping[str, str]) -> None:
        self.made[name] = source
        if merged:
            self.merged[name] = dict(merged)

    def plan(self, names: Iterable[str]) -> None:
        """Say which files are going to be made, before any is. Raises OSError."""
        self._append({"planned": sorted(names)})

    def note(self, name: str, source: str, merged: Mapping[str, str] = NOTHING) -> None:
        """Say that a file was made, and what it tells a mail merge. Raises OSError."""
        self._keep(name, source, merged)
        self._append(self._step(name))

    def _step(self, name: str) -> dict[str, object]:
        told = {"merged": self.merged[name]} if name in self.merged else {}
        return {"made": name, "from": self.made[name], **told}

    def _append(self, step: dict[str, object]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write("\n" + json.dumps(step, ensure_ascii=False))  # a new line first: the last one may be torn

    def close(self) -> None:
        """Write it anew, without what is no longer needed."""
        lines = [json.dumps(self._step(name), ensure_ascii=False) for name in sorted(self.made)]
        write_whole(self.path, "\n".join(lines).encode(), force=True)
