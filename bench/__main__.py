"""``python -m bench``: seed, start, measure, compare, write down."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from bench import nginx, plan, report, servers
from bench.corpus import inside, prepare
from bench.measure import Bench, Results, check_same, first_line, learn_answers
from bench.options import parse
from bench.servers import running

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.corpus import Corpus
    from bench.options import Options
    from bench.servers import Server

DATABASE = "naskah.sqlite3"
BEFORE_MEMORY = 500  # requests of each kind before memory is looked at
began = time.monotonic()


def main(arguments: Sequence[str]) -> None:
    options = parse(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    corpora = {
        size: prepare(options.work, size, say, reuse=options.reuse)
        for size in options.sizes
    }
    results = Results()
    measure_inside(options, corpora[options.main], corpora[max(corpora)], results)
    with ExitStack() as stack:
        logs = Path(mkdtemp(prefix="bench-"))
        stack.callback(shutil.rmtree, logs)
        compare(options, corpora[options.main], logs, results)
        compare_files(options, corpora[min(corpora)], logs, results)
        if options.growth:
            measure_memory([corpora[size] for size in options.growth], logs, results)
            measure_growth(options, corpora, options.growth, logs, results)
    made = report.text(results, options.growth, str(options))
    print(made)
    if options.write:
        report.write(made)


def measure_inside(
    options: Options, corpus: Corpus, largest: Corpus, results: Results
) -> None:
    """Queries, the raw search, and publications (on a copy that is thrown away)."""
    say("queries, raw search, publications")
    files = [str(corpus.paths[name]) for name in ("lists", "details", "search")]
    note(results, corpus.var, "queries", *files)
    note(results, largest.var, "raw-search", files[-1])
    copy = options.work / "publications"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(corpus.var, copy)
    note(results, copy, "publish", str(options.publications))
    shutil.rmtree(copy)


def note(results: Results, var: Path, what: str, *arguments: str) -> None:
    """Add what ``bench.inside`` finds; what it cannot measure is said, not hidden."""
    try:
        results.facts.update(inside(var, what, *arguments))
    except subprocess.CalledProcessError as error:
        results.missing[what] = f"ended with {error.returncode}"


def compare(options: Options, corpus: Corpus, logs: Path, results: Results) -> None:
    """Everybody on the same content, side by side."""
    api = servers.api("api", corpus.var, logs, cached=True)
    answers = logs / "answers.json"
    asked = [first_line(corpus.paths[name]) for name in ("list", "detail")]
    interfaces = ("wsgi", "asgi") if options.asgi else ("wsgi",)
    cells = plan.CELLS + (plan.ASGI if options.asgi else ())
    with running(api):
        learn_answers(api, asked, answers)
        bare = [servers.bare(kind, answers, logs) for kind in interfaces]
        others = [
            servers.api("cold", corpus.var, logs, cached=False),
            servers.stock(corpus.var, with_gunicorn(options.work), logs),
        ]
        with running(*bare, *others):
            for one in bare:
                check_same(api, one, asked)
            everybody = (api, *bare, *others)
            bench_of(options, everybody, [corpus] * 9, results).measure(cells)


def compare_files(
    options: Options, corpus: Corpus, logs: Path, results: Results
) -> None:
    """Nginx with our files; how many there are makes no difference to it."""
    say("exported files")
    server = nginx.server(corpus, logs / "nginx")
    with running(server):
        bench_of(options, [server], [corpus], results).measure(plan.FILES)


def measure_memory(corpora: Sequence[Corpus], logs: Path, results: Results) -> None:
    """A worker on the smallest and on the largest database, after the same work."""
    say("memory")
    for corpus, name in zip(corpora, ("small", "large"), strict=True):
        server = servers.api("memory", corpus.var, logs, cached=True)
        with running(server):
            for kind in ("lists", "details", "search"):
                for path in corpus.paths[kind].read_text().split()[:BEFORE_MEMORY]:
                    server.ask(path)
            results.facts[f"memory {name}"] = server.memory()


def measure_growth(
    options: Options,
    corpora: dict[int, Corpus],
    sizes: tuple[int, int],
    logs: Path,
    results: Results,
) -> None:
    """The cold API on the smallest and on the largest database, in turn.

    Both files are read through before: what is compared is not the machine's disk.
    """
    for size in sizes:
        read_through(corpora[size].var / DATABASE)
    cold = [
        servers.api(f"cold-{size}", corpora[size].var, logs, cached=False)
        for size in sizes
    ]
    with running(*cold):
        chosen = [corpora[size] for size in sizes]
        bench_of(options, cold, chosen, results).measure(plan.growth(sizes))


def read_through(file: Path) -> None:
    with file.open("rb") as database:
        while database.read(2**20):
            pass


def bench_of(
    options: Options,
    started: Sequence[Server],
    corpora: Sequence[Corpus],
    results: Results,
) -> Bench:
    """The servers by name, each with the addresses of its database."""
    paths = {
        one.name: corpus.paths for one, corpus in zip(started, corpora, strict=False)
    }
    by_name = {one.name: one for one in started}
    return Bench(by_name, paths, options.seconds, options.repeats, say, results)


def with_gunicorn(work: Path) -> Path:
    """A folder of its own with gunicorn, which the product does not need."""
    folder = work / "packages"
    if not folder.exists():
        pip = [servers.PYTHON, "-m", "pip", "install", "-qq", "--target", str(folder)]
        subprocess.run([*pip, "gunicorn"], check=False)  # noqa: S603
    return folder


def say(what: str) -> None:
    print(f"[{time.monotonic() - began:4.0f} s] {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
