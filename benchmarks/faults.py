"""Faults while the job runs, in rounds with a fixed seed: nothing is lost, doubled or shown half.

Each round brings new papers and one fault; in the end the database says what one without faults says.
``python -m benchmarks faults --long`` runs 200 rounds in folder KAMERWACHT_PROEF (else a temporary one) and
goes on where it was killed; as root, on a small tmpfs that can be full or read-only.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import db
from benchmarks import faulty_job, report
from benchmarks.fault_rounds import PAPERS, SEED, Proof, ProofError, mount
from db.check import check_database
from db.check_raw import check_raw_files
from db.rebuild import history_tables
from kamerwacht import publication
from kamerwacht.config import Store

ROUNDS, LONG_ROUNDS = 10, 200
PAGE = "proef-fouten.md"
_TMPFS_MB = 500


def main(*, long: bool = False) -> None:
    """Run the rounds; print what was done, and write docs/proef-fouten.md when it is the long form."""
    rounds = LONG_ROUNDS if long else ROUNDS
    with tempfile.TemporaryDirectory(prefix="kamerwacht-fouten-") as temporary:
        proof = run(Path(os.environ.get("KAMERWACHT_PROEF") or temporary), rounds)
    parts = [
        "# Proef: fouten tijdens het draaien",
        report.stamp(),
        _EXPLAINED.format(rounds=rounds, seed=SEED),
        report.table(
            ("fout", "ronden", "trof een verversing aan het werk"),
            [(_DUTCH[name], count, proof.struck[name]) for name, count in sorted(proof.counts.items())],
        ),
        "Wat een beheerder ervan ziet:\n\n" + "\n".join(f"- `{line}`" for line in sorted(proof.lines)),
    ]
    if long:
        report.publish(PAGE, parts)
    else:
        print("\n\n".join(parts))


_DUTCH = {
    "killed": "kill -9 op een willekeurig ogenblik",
    "killed_while_writing": "kill -9 tussen het schrijven en het vastleggen van één stuk",
    "killed_while_publishing": "kill -9 terwijl het gepubliceerde bestand wordt geschreven",
    "corrupt_live": "beschadigde bladzijden in wat lezers open hebben",
    "corrupt_raw_file": "een omgevallen bit in een bewaard bestand",
    "clock_back": "de klok springt tot 400 dagen terug",
    "two_at_once": "twee verversingen tegelijk",
    "reader_during_publish": "een lezer die tijdens het publiceren blijft kijken",
    "disk_full": "de schijf raakt vol",
    "read_only": "de map is alleen te lezen",
}
_EXPLAINED = (
    "{rounds} ronden, zaad {seed}. Na elke ronde volgt een gewone verversing, die moet slagen; aan het eind "
    "zegt `compare` dat alles gelijk is aan een databank zonder fouten (zonder de tabellen met wat eerdere "
    "lezingen geloofden), en vindt `check` geen breuk."
)


def run(folder: Path, rounds: int) -> Proof:
    """All rounds from where ``folder`` was left, then the comparison. Raises ProofError."""
    disk = folder / "schijf"
    disk.mkdir(parents=True, exist_ok=True)
    mounted = os.path.ismount(disk) or (os.geteuid() == 0 and _try_mount(disk))
    proof = Proof(disk, small_disk=mounted)
    state = folder / "stand.json"
    try:
        if state.exists() and proof.place.database.exists():
            kept = json.loads(state.read_text(encoding="utf-8"))
            proof.counts.update(kept["counts"])
            proof.struck.update(kept["struck"])
            proof.lines |= set(kept["lines"])
        for number in range(proof.counts.total() + 1, rounds + 1):
            proof.round(number)
            kept = {"counts": proof.counts, "struck": proof.struck, "lines": sorted(proof.lines)}
            state.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        _judge(proof, folder, rounds)
    finally:
        if mounted:
            subprocess.run(["umount", str(disk)], check=False)
    return proof


def _judge(proof: Proof, folder: Path, rounds: int) -> None:
    plain = Store(folder / "zonder-fouten" / "kw.db")
    shutil.rmtree(plain.database.parent, ignore_errors=True)
    for number in range(1, rounds + 1):
        faulty_job.take(plain, number * PAPERS)
    publication.publish(plain)
    different = list(db.compare(plain.database, proof.place.database, without=history_tables()))
    breaches = list(check_database(proof.place.database))
    breaches += check_raw_files(proof.place.database, db.RawStore(proof.place.raw))
    if different or breaches:
        raise ProofError(f"in the end: {different[:5]} {breaches[:5]}")


def _try_mount(folder: Path) -> bool:
    try:
        mount("-t", "tmpfs", "-o", f"size={_TMPFS_MB}m", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError):
        return False
    return True
