"""Reader processes see whole states of the store, one a request, and old ones go when nobody reads them."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from api.followed import Followed
from api.revisions import Revision
from api.snapshots import Snapshots, folder_of

BASE = "http://x/id/"


def quad(number: int) -> Quad:
    return Quad(
        NamedNode(f"http://x/{number}"), NamedNode("http://x/p"), Literal(number), NamedNode("http://x/g")
    )


def count(followed: Followed) -> int:
    rows = followed.store.ask_rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    return int(rows[0][0] or 0)


class World:
    """A store that is written to, and a reader that follows it."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(str(folder))
        self.revision = Revision()
        self.snapshots = Snapshots(self.store, folder, self.revision)
        self.numbers = iter(range(100))
        self.folder = folder_of(folder)

    async def write(self, *, lazy: bool = False) -> None:
        self.store.add(quad(next(self.numbers)))
        self.revision.changed()
        await self.snapshots.announce(lazy=lazy)

    def generations(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.is_dir())


def run(tmp_path: Path, job: Callable[[World], Awaitable[list[object]]]) -> list[object]:
    async def main() -> list[object]:
        world = World(tmp_path / "store")
        await world.write()
        try:
            return await job(world)
        finally:
            world.snapshots.close()

    return asyncio.run(main())


def test_a_request_sees_one_state_and_the_next_one_the_newest(tmp_path: Path) -> None:
    async def job(world: World) -> list[object]:
        followed = Followed(world.folder, BASE)
        seen: list[object] = []
        async with followed.pinned():
            seen.append(count(followed))
            await world.write()
            seen.append(count(followed))
            # A job of the request runs in a thread; another request comes meanwhile.
            seen.append(await asyncio.to_thread(count, followed))
            seen.append(await asyncio.create_task(_fresh(followed)))
        async with followed.pinned():
            seen.append(count(followed))
        followed.close()
        return seen

    async def _fresh(followed: Followed) -> int:
        # A task copies the context, so the pin of whoever made it counts.
        async with followed.pinned():
            return count(followed)

    assert run(tmp_path, job) == [1, 1, 1, 1, 2]


def test_requests_beside_each_other_see_what_was_newest_when_they_began(tmp_path: Path) -> None:
    async def job(world: World) -> list[object]:
        followed, went_on = Followed(world.folder, BASE), asyncio.Event()

        async def request(waits: bool) -> int:
            async with followed.pinned():
                if waits:
                    await went_on.wait()
                return count(followed)

        early = asyncio.create_task(request(True))
        await asyncio.sleep(0)
        await world.write()
        late = await asyncio.create_task(request(False))
        went_on.set()
        found: list[object] = [await early, late]
        followed.close()
        return found

    assert run(tmp_path, job) == [1, 2]


def test_a_state_goes_when_its_last_reader_has_gone(tmp_path: Path) -> None:
    async def job(world: World) -> list[object]:
        followed = Followed(world.folder, BASE)
        kept: list[object] = []
        async with followed.pinned():
            await world.write()
            await world.write()
            kept.append(world.generations())
        async with followed.pinned():
            await world.write()
            kept.append(world.generations())
        followed.close()
        return kept

    # The second state was never opened, so it went at once; the first stayed for its reader.
    assert run(tmp_path, job) == [["1", "3"], ["3", "4"]]


def test_the_name_of_a_state_is_the_writers(tmp_path: Path) -> None:
    async def job(world: World) -> list[object]:
        followed, other = Followed(world.folder, BASE), Followed(world.folder, BASE)
        names: list[object] = [followed.name == other.name == world.revision.name, followed.number]
        followed.close()
        other.close()
        return names

    assert run(tmp_path, job) == [True, 1]


def test_requests_go_on_with_the_old_state_while_that_of_a_stream_of_documents_opens(tmp_path: Path) -> None:
    async def job(world: World) -> list[object]:
        followed = Followed(world.folder, BASE)
        seen: list[object] = []
        await world.write(lazy=True)
        async with followed.pinned():
            seen.append(count(followed))
        while followed.number < world.revision.number:
            await asyncio.sleep(0.01)
        async with followed.pinned():
            seen.append(count(followed))
        followed.close()
        return seen

    assert run(tmp_path, job) == [1, 2]


def test_what_a_client_has_written_is_seen_at_once_whatever_comes_after(tmp_path: Path) -> None:
    async def job(world: World) -> list[object]:
        followed = Followed(world.folder, BASE)
        await world.write()
        await world.write(lazy=True)
        async with followed.pinned():
            seen: list[object] = [count(followed) >= 2]
        followed.close()
        return seen

    assert run(tmp_path, job) == [True]
