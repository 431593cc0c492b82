"""A session of Spark, and its failures as sentences.

Owns the settings that this program needs, and which failure means what; knows nothing of surveys.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, InputError, complaint
from jtbd_diag.survey.files.grid import scratch_file

_SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "20000",
    "spark.sql.caseSensitive": "true",  # a survey may have two columns that differ in it
    "spark.sql.session.timeZone": "UTC",
    # the same parts at every reading, however many workers there are by then; each is about a lot of rows
    "spark.sql.files.minPartitionNum": "8",
    "spark.sql.files.maxPartitionBytes": "32m",
}
_HERE: dict[str, Any] = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
"""Settings of a Spark that this process starts for itself."""
_JAVA = "-XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UseParallelGC -Xshare:auto"
"""How that Spark's Java runs: it hands lines to workers, which is not worth the time of its second compiler."""
_AWAY = (
    "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "EOFError", "Py4JError", "Py4JNetworkError",
    "RpcError", "_MultiThreadedRendezvous", "_InactiveRpcError", "SparkConnectGrpcException",
)  # fmt: skip
"""Failures of the line to Spark."""
_KNOWN = (
    (
        re.compile("PATH_NOT_FOUND|FileNotFoundException"),
        Code.MISSING_FILE,
        "survey.no_such_file",
        "survey.no_such_file_hint",
    ),
    (
        re.compile("PATH_ALREADY_EXISTS"),
        Code.EXISTS,
        "distributed.already_there",
        "distributed.already_there_hint",
    ),
    (
        re.compile(r"No such file or directory: \S+\.attempts/"),
        Code.UNWRITABLE,
        "distributed.not_shared",
        "distributed.not_shared_hint",
    ),
    (
        re.compile(r"no space left on device|disk quota exceeded", re.I),
        Code.UNWRITABLE,
        "distributed.disk_full",
        "distributed.disk_full_hint",
    ),
    (
        re.compile(
            r"ExecutorLostFailure|executor (?:\S+ )?exited|worker exited unexpectedly|EXECUTOR_LOST"
            r"|worker failed to connect back|EOFException|Broken pipe|Connection (?:reset|refused)|pyspark\.daemon"
            r"|SocketException|SocketTimeoutException|ClosedChannelException|AsynchronousCloseException|Stream closed",
            re.I,
        ),
        Code.ENGINE_STOPPED,
        "distributed.workers_lost",
        "distributed.workers_lost_hint",
    ),
    (
        re.compile(r"SparkContext was shut ?down|stopped SparkContext", re.I),
        Code.ENGINE_STOPPED,
        "distributed.gone",
        "distributed.gone_hint",
    ),
)
"""What the words of a failure mean, and what is said of it."""
_LONGEST = 300
_MOMENT = 0.5  # seconds


def open_session(master: str | None) -> Any:
    """A session on the cluster at `master`, on that of spark-submit, or else on all cores of this machine.

    `master` beginning with `sc://` is a Spark Connect server. Raises InputError where Spark or Java is missing, or
    where nobody answers.
    """
    try:
        import pyarrow  # noqa: F401 - Spark hands batches over in it
        from pyspark.sql import SparkSession
    except ImportError:
        what = say("distributed.no_spark")
        raise complaint(Code.MISSING_PROGRAM, "pyspark", what, say("distributed.no_spark_hint")) from None
    remote = master if master is not None and master.startswith("sc://") else None
    if not remote and "PYSPARK_GATEWAY_PORT" not in os.environ and _java() is None:
        raise complaint(Code.MISSING_PROGRAM, "java", say("distributed.no_java"), say("distributed.no_java_hint"))
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    with in_sentences(master or "Spark"), _java_apart(remote), _ctrl_c_as_it_was():
        builder = SparkSession.builder.appName("jtbd-diag")
        if remote:
            session = builder.remote(remote).getOrCreate()
        else:
            here = master is None or master.startswith("local")
            builder = builder.config(map=_HERE) if here else builder
            with _java_options() if here else nullcontext():
                session = (builder if master is None else builder.master(master)).getOrCreate()
        for name, value in _SETTINGS.items():
            session.conf.set(name, value)
    return session


@contextmanager
def _ctrl_c_as_it_was() -> Iterator[None]:
    """Keep Spark from taking Ctrl-C for itself: it would cancel its jobs, and make a failure of that."""
    heard = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, heard)


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")


@contextmanager
def _java_options() -> Iterator[None]:
    """Let a Java that is started run as this Spark needs it, unless it is said otherwise, and no other one after it."""
    said = "JDK_JAVA_OPTIONS" in os.environ
    os.environ.setdefault("JDK_JAVA_OPTIONS", _JAVA)
    try:
        yield
    finally:
        if not said:
            del os.environ["JDK_JAVA_OPTIONS"]


@contextmanager
def _java_apart(remote: str | None) -> Iterator[None]:
    """Let what Java says on its own, of Spark and not of the survey, go to a log; spark-submit has its own ways."""
    if remote or "PYSPARK_GATEWAY_PORT" in os.environ:
        yield
        return
    log = scratch_file(".log")
    sys.stderr.flush()
    before, apart = os.dup(2), os.open(log, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.dup2(apart, 2)
        yield
    except Exception as error:
        if "JAVA_GATEWAY_EXITED" not in _words_of(error):
            raise
        said = _reason(log.read_text("utf-8", "replace"))
        what = say("distributed.not_started", said=said)
        raise complaint(Code.ENGINE_STOPPED, "java", what, say("distributed.not_started_hint")) from error
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(apart)


@contextmanager
def in_sentences(where: str) -> Iterator[None]:
    """Raise InputError for whatever Spark fails with; `where` is what was read or written."""
    try:
        yield
    except (InputError, KeyboardInterrupt):
        raise
    except Exception as error:
        found = _complaint(error, where)
        if found is None:
            raise
        raise found from error


def _complaint(error: Exception, where: str) -> InputError | None:
    """What to say of a failure of Spark; None where it is none."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    modules = {kind.__module__.partition(".")[0] for kind in type(error).__mro__}
    if not modules & {"pyspark", "py4j", "grpc"} and not kinds & set(_AWAY):
        return None
    if _java_ended():
        return complaint(Code.ENGINE_STOPPED, where, say("distributed.gone"), say("distributed.gone_hint"))
    told = _words_of(error)
    for found, code, key, hint in _KNOWN:
        if found.search(told):
            return complaint(code, where, say(key), say(hint))
    if "PySparkException" not in kinds and "Py4JJavaError" not in kinds:
        return complaint(Code.ENGINE_STOPPED, where, say("distributed.gone"), say("distributed.gone_hint"))
    what = say("distributed.failed", reason=_reason(told))
    return complaint(Code.ENGINE_STOPPED, where, what, say("distributed.failed_hint"))


def _java_ended() -> bool:
    """Whether the Java that this process started, if any, is no more."""
    from pyspark import SparkContext

    process = getattr(SparkContext._gateway, "proc", None)
    with suppress(subprocess.TimeoutExpired):
        return process is not None and process.wait(_MOMENT) is not None
    return False


def _words_of(error: Exception) -> str:
    try:
        return str(error)
    except Exception:  # py4j asks Java for the words, which may be gone
        return type(error).__name__


def _reason(told: str) -> str:
    """The line that says most: the last of a traceback of Python, else the first."""
    lines = [line.strip() for line in told.splitlines() if line.strip() and "JDK_JAVA_OPTIONS" not in line]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    python = [line for line in lines if re.match(r"[\w.]+(?:Error|Exception): ", line)]
    line = (
        python
        or causes[-1:]
        or [one for one in lines if not one.startswith("An error occurred while calling")]
        or ["?"]
    )[0]
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
