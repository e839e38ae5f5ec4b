"""Jobs: documents that are read and stored while the client goes on, one job after the other."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

from api.ingest import ClaimExtractor, Outcome, Report, Stored, ingest
from api.priority import step_back
from api.service import Service
from graph.store import KnowledgeStore
from ontology.records import Claim, Document

State = Literal["waiting", "running", "done", "stopped", "failed"]
_MOST_KEPT = 1000


@dataclass(slots=True)
class Job:
    """Some documents on their way into the store.

    Attributes:
        id: not to be guessed.
        total: how many documents it has.
        state: where it stands; "failed" when the store itself failed, then `reason` says why.
        done: how many documents are through, those that failed included.
        outcomes: how many were new, changed and unchanged.
        failures: the documents that could not be stored, with reason and remedy.
        is_stopping: whether somebody asked for its end.
    """

    id: str
    total: int
    state: State = "waiting"
    reason: str = ""
    done: int = 0
    claims: int = 0
    outcomes: dict[Outcome, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0})
    failures: list[Report] = field(default_factory=list)
    is_stopping: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "stopped", "failed")

    def note(self, step: Stored | Report) -> None:
        """Count one document."""
        self.done += 1
        if isinstance(step, Stored):
            self.outcomes[step.outcome] += 1
            self.claims += step.claims
        else:
            self.failures.append(step)


class Turns:
    """The store as ingest sees it from another thread: its writes take their turn among all others."""

    def __init__(self, service: Service, kind: str, *, lazy: bool) -> None:
        self._service = service
        self._kind = kind
        self._lazy = lazy
        self._loop = asyncio.get_running_loop()

    def put(
        self, document: Document, claims: Sequence[Claim], *, validate: bool = False, stamp: str = ""
    ) -> Outcome:
        """Store a document when it is its turn; see `KnowledgeStore.put`."""
        store: KnowledgeStore = self._service.store
        write = self._service.write(
            self._kind,
            lambda: store.put(document, claims, validate=validate, stamp=stamp),
            lazy=self._lazy,
        )
        return asyncio.run_coroutine_threadsafe(write, self._loop).result()

    def stamped(self, document_id: str, stamp: str) -> int | None:
        """How many claims the store has from just this; see `KnowledgeStore.stamped`."""
        return self._service.store.stamped(document_id, stamp)


class Jobs:
    """The jobs of one service, oldest first; the last thousand are remembered until it ends."""

    def __init__(self, service: Service, extractor: ClaimExtractor) -> None:
        self._service = service
        self._extractor = extractor
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        # Documents of one job after those of the other; requests for one document need not wait for them.
        self._thread = ThreadPoolExecutor(1, "irgraph-job", step_back)

    @property
    def listed(self) -> Sequence[Job]:
        """All jobs that are remembered, oldest first."""
        return list(self._jobs.values())

    def get(self, job_id: str) -> Job | None:
        """The job with an id, if there is one."""
        return self._jobs.get(job_id)

    async def now(self, document: Document) -> Stored | Report:
        """Read and store one document while the caller waits.

        Raises:
            StoreError: the store itself fails.
        """
        turns = Turns(self._service, "document", lazy=False)
        return await asyncio.to_thread(lambda: next(ingest([document], self._extractor, turns)))

    def add(self, documents: Sequence[Document], unreadable: Sequence[Report] = ()) -> Job:
        """Queue documents as a job; `unreadable` are failures that are known already."""
        job = Job(secrets.token_hex(8), len(documents) + len(unreadable))
        for fault in unreadable:
            job.note(fault)
        self._jobs[job.id] = job
        while len(self._jobs) > _MOST_KEPT and next(iter(self._jobs.values())).is_over:
            self._jobs.popitem(last=False)
        task = asyncio.create_task(self._run(job, documents))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def stop(self, job: Job) -> None:
        """Let a job end with the document that it is at; what is stored stays."""
        job.is_stopping = True

    async def _run(self, job: Job, documents: Sequence[Document]) -> None:
        turns = Turns(self._service, "document", lazy=True)
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._thread, self._go_through, job, documents, turns)
        except Exception as error:  # the store fails; whoever asks for the job is told
            job.state, job.reason = "failed", f"{type(error).__name__}: {error}"

    def _go_through(self, job: Job, documents: Sequence[Document], turns: Turns) -> None:
        job.state = "running"
        remaining = documents if not job.is_stopping else ()
        for step in ingest(remaining, self._extractor, turns):
            job.note(step)
            if job.is_stopping:
                break
        job.state = "done" if job.done == job.total else "stopped"

    async def close(self) -> None:
        """Stop all jobs and wait until each has ended with its document."""
        for job in self._jobs.values():
            self.stop(job)
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._thread.shutdown()


def shown(job: Job) -> Mapping[str, object]:
    """A job as plain data."""
    failures = [{"id": one.name, "reason": one.reason, "remedy": one.remedy} for one in job.failures]
    counts: Mapping[str, object] = {str(name): number for name, number in job.outcomes.items()}
    about = {"id": job.id, "state": job.state, "total": job.total, "done": job.done, "claims": job.claims}
    return {**about, **counts, "reason": job.reason, "failures": failures}
