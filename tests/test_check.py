"""The gate as people and CI services run it: real processes, real git repositories, the scripts they call."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests import official

ROOT = Path(__file__).parent.parent
LAND, COMMENT = ROOT / "ci" / "land.sh", ROOT / "ci" / "comment.sh"
FIRST = """Fire at the Ferrol mill kills 12

A fire broke out at the old paper mill of Ferrol on Tuesday evening, the fire brigade said.

The blaze killed 12 people, police chief Ana Torres said.

Firefighters from four towns fought the flames until Wednesday morning.

Talks between the owners of the mill and the union will be held in Geneva on Friday.

The paper mill of Ferrol was built in 1911 and employs 340 people.
"""
SECOND = """Paper mill of Ferrol burns down

The old paper mill of Ferrol burned down on Tuesday evening, the fire brigade said.

The blaze killed 30 people, police chief Ana Torres said.

Talks between the owners of the mill and the union will be held in Hamburg on Friday.

Neighbours of the mill said they had heard an explosion before the fire.
"""
THIRD = """Ferrol mourns after fire at paper mill

Hundreds gathered at the old paper mill of Ferrol, where a fire broke out on Tuesday evening.

The blaze killed 30 people, police chief Ana Torres said.

The paper mill of Ferrol was built in 1911.
"""
FOURTH = """Toll of the Ferrol paper mill fire

A fire broke out at the old paper mill of Ferrol on Tuesday evening, the fire brigade said.

The blaze killed 45 people, police chief Ana Torres said.
"""
RUNNER = ("GITHUB_ACTIONS", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "PRE_COMMIT")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in RUNNER} | {
    "PYTHONPATH": str(ROOT),
    "COLUMNS": "80",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
Done = subprocess.CompletedProcess[str]


def run(folder: Path, *command: str, code: int | None = None, **environment: str) -> Done:
    done = subprocess.run(
        command,
        cwd=folder,
        env=ENVIRONMENT | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert code is None or done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


def reporter(folder: Path, *arguments: str, code: int = 0) -> Done:
    return run(folder, sys.executable, "-m", "reporter", *arguments, code=code)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with two articles and the report on them, which names two conflicts."""
    write(tmp_path / "a.txt", FIRST)
    write(tmp_path / "b.txt", SECOND)
    reporter(tmp_path, "compare", "a.txt", "b.txt", "-f", "json", "-o", "reports/mill", "-q")
    return tmp_path


def conflicts(report: Path) -> list[dict[str, Any]]:
    return [one for one in json.loads(report.read_bytes())["findings"] if one["verdict"] == "conflicting"]


def decide(file: Path, *findings: dict[str, Any]) -> None:
    rows = [
        {"finding": one["id"], "topic": one["topic"], "outcome": "confirmed", "note": "seen"}
        for one in findings
    ]
    write(file, json.dumps({"format": "reporter-decisions/1", "decisions": rows}))


# The verb


def test_red_then_settled_one_by_one_then_green(desk: Path) -> None:
    first, second = conflicts(desk / "reports/mill/comparison.json")
    red = reporter(desk, "check", "reports", code=1)
    assert red.stderr == ""
    assert re.search(
        r"^new: .*: A “12” \(a\.txt:1\).*B “30 people” \(b\.txt:5\) \[\w+, mill\]$", red.stdout, re.M
    )
    assert red.stdout.endswith(
        "1 report: 2 new, 0 unchanged, 0 changed, 0 absent; 0 settled\nred: 2 to settle\n"
    )
    decide(desk / "reports/mill/decisions.json", first)
    half = reporter(desk, "check", "reports", code=1).stdout
    assert half.count("new: ") == 1
    assert second["id"] in half
    assert half.endswith("1 settled\nred: 1 to settle\n")
    decide(desk / "reports/mill/decisions.json", first, second)
    assert reporter(desk, "check", "reports").stdout.endswith("2 settled\ngreen: nothing to settle\n")


def test_a_decisions_file_by_name_goes_for_every_report(desk: Path) -> None:
    decide(desk / "ours.json", *conflicts(desk / "reports/mill/comparison.json"))
    reporter(desk, "check", "reports", "--decisions", "ours.json")
    reporter(desk, "check", "reports/mill/comparison.json", "--decisions", "ours.json")
    reporter(desk, "check", "a.txt", "b.txt", "--decisions", "ours.json")
    missing = reporter(desk, "check", "reports", "--decisions", "nobody.json", code=2)
    assert "[docs/messages.md#bad-decisions]" in missing.stderr


def test_articles_are_compared_first(desk: Path) -> None:
    done = reporter(desk, "check", str(desk / "a.txt"), "b.txt", code=1)
    assert "(a.txt:1)" in done.stdout  # by its path from here, as in a repository
    reporter(desk, "check", "a.txt", "b.txt", "--baseline", "reports")
    decide(desk / "decisions.json", *conflicts(desk / "reports/mill/comparison.json"))
    reporter(desk, "check", "a.txt", "b.txt")


@pytest.mark.parametrize("baseline", ["old", "old/mill/comparison.json"])
def test_what_the_baseline_has_is_not_new(desk: Path, baseline: str) -> None:
    shutil.copytree(desk / "reports", desk / "old")
    same = reporter(desk, "check", "reports", "--baseline", baseline)
    assert "0 new, 2 unchanged" in same.stdout
    write(desk / "b.txt", SECOND.replace("30 people", "31 people").replace("in Hamburg", "in Geneva"))
    reporter(desk, "compare", "a.txt", "b.txt", "-f", "json", "-o", "reports/mill", "-q")
    moved = reporter(desk, "check", "reports", "--baseline", baseline)
    assert "changed: " in moved.stdout
    assert "0 new, 0 unchanged, 1 changed, 1 absent" in moved.stdout
    reporter(desk, "check", "reports", "--baseline", baseline, "--fail-on", "conflicting,changed", code=1)


def test_a_change_of_what_was_settled_is_red(desk: Path) -> None:
    shutil.copytree(desk / "reports", desk / "old")
    decide(desk / "decisions.json", *conflicts(desk / "reports/mill/comparison.json"))
    write(desk / "b.txt", SECOND.replace("30 people", "31 people"))
    done = reporter(
        desk, "check", "a.txt", "b.txt", "--decisions", "decisions.json", "--baseline", "old", code=1
    )
    assert done.stdout.startswith("changed: ")
    assert done.stdout.endswith("1 unchanged, 1 changed, 0 absent; 1 settled\nred: 1 to settle\n")


def test_fail_on_says_what_is_red(desk: Path) -> None:
    reporter(desk, "check", "reports", "--fail-on", "misattributed")
    assert "red: 1 " in reporter(desk, "check", "reports", "--fail-on", "contradicts", code=1).stdout
    assert "red: 2 " in reporter(desk, "check", "reports", "--fail-on", "contradicts|updated", code=1).stdout
    wrong = reporter(desk, "check", "reports", "--fail-on", "contradict", code=2)
    assert "did you mean contradicts?" in wrong.stderr


def test_a_container_stands_for_the_articles_in_it(tmp_path: Path) -> None:
    """It was one article, and the gate was green without having looked."""
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("a.txt", FIRST)
        archive.writestr("b.txt", SECOND)
    write(tmp_path / "a.txt", FIRST)
    write(tmp_path / "b.txt", SECOND)
    apart = reporter(tmp_path, "check", "a.txt", "b.txt", code=1)
    packed = reporter(tmp_path, "check", "news.zip", code=1)
    said = re.sub(r" \[[0-9a-f]{12}\]", "", packed.stdout)  # ids have the names of articles in them
    assert said.replace("news.zip!", "") == re.sub(r" \[[0-9a-f]{12}\]", "", apart.stdout)
    alone = reporter(tmp_path, "check", "news.zip!a.txt")
    assert alone.stderr == "one article: nothing to compare yet\n"
    write(tmp_path / "reporter.toml", "[limits]\narticles = 1\n")
    assert "too-many-articles" in reporter(tmp_path, "check", "news.zip").stderr
    write(tmp_path / "broken.zip", "PK\x03\x04")
    assert "broken-archive" in reporter(tmp_path, "check", "broken.zip", code=2).stderr


def test_nothing_to_compare_is_green_and_says_so(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", FIRST)
    (tmp_path / "reports" / ".hidden").mkdir(parents=True)
    write(tmp_path / "reports" / ".hidden" / "comparison.json", "not a report")
    for given, said in (("reports", "no comparison.json in reports"), ("a.txt", "one article")):
        done = reporter(tmp_path, "check", given)
        assert done.stderr == f"{said}: nothing to compare yet\n"
        assert done.stdout.endswith("green: nothing to settle\n")


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (("nowhere.json",), "missing-file"),
        (("reports", "--baseline", "nowhere"), "missing-file"),
        (("broken.json",), "not-a-comparison"),
        (("reports", "--baseline", "broken.json"), "not-a-comparison"),
        (("a.txt", "missing.txt"), "missing-file"),
        (("reports", "-f", "sarf"), "unknown-format"),
        (("reports", "again", "-f", "html:page.html"), "one-story"),
        (("reports", "-f", "sarif:reports/mill/comparison.json"), "same-output"),
        (("reports", "--baseline", "again", "-f", "sarif:again/mill/comparison.json"), "same-output"),
        (("reports/mill/comparison.json", "-f", "sarif:reports/mill/comparison.json"), "same-output"),
        (("a.txt", "b.txt", "-f", "sarif:b.txt"), "same-output"),
        ((), "usage"),
    ],
    ids=str,
)
def test_trouble_is_one_line_and_exit_code_2(desk: Path, arguments: Sequence[str], slug: str) -> None:
    write(desk / "broken.json", '{"format": "other"}')
    shutil.copytree(desk / "reports", desk / "again")
    before = (desk / "reports/mill/comparison.json").read_bytes()
    done = reporter(desk, "check", *arguments, code=2)
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert done.stderr.endswith(f"[docs/messages.md#{slug}]\n"), done.stderr
    assert (desk / "reports/mill/comparison.json").read_bytes() == before


def test_one_run_writes_every_format(desk: Path) -> None:
    wanted = "sarif:out/x.sarif,junit:out/x.xml,gitlab:out/x.json,markdown:out/x.md,html:out/x.html,github"
    done = reporter(desk, "check", "reports", "-f", wanted, code=1)
    assert {path.name for path in (desk / "out").iterdir()} == {
        "x.sarif",
        "x.xml",
        "x.json",
        "x.md",
        "x.html",
    }
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert len(annotations) == 2
    assert annotations[0].startswith("::error file=a.txt,title=")
    assert ",line=1," in annotations[0]
    jsonschema.validate(json.loads((desk / "out/x.sarif").read_bytes()), official.schema("sarif-2.1.0"))
    assert (desk / "out/x.md").read_text(encoding="utf-8").startswith("# 2 findings to settle\n")


def test_formats_without_a_file_are_called_check(desk: Path) -> None:
    reporter(desk, "check", "reports", "-f", "sarif,junit,markdown", "-q", code=1)
    assert {path.name for path in desk.glob("check*")} == {"check.sarif", "check.junit.xml", "check.md"}


def test_annotations_point_at_the_article_that_landed(desk: Path) -> None:
    done = reporter(desk, "check", "reports", "-f", "github", "--landed", "./b.txt", code=1)
    assert done.stdout.count("::error file=b.txt,") == 2


def test_a_report_on_standard_output_stands_there_alone(desk: Path) -> None:
    done = reporter(desk, "check", "reports", "-f", "gitlab:-", code=1)
    assert len(json.loads(done.stdout)) == 2
    assert done.stderr.endswith("red: 2 to settle\n")


def test_compare_writes_the_formats_of_ci_too(desk: Path) -> None:
    done = reporter(desk, "compare", "a.txt", "b.txt", "-f", "sarif,junit,gitlab,github", "-o", "out", "-q")
    assert {path.name for path in (desk / "out").iterdir()} == {
        "comparison.sarif",
        "comparison.junit.xml",
        "comparison.gitlab.json",
    }
    assert done.stdout.count("::error ") == 2


def test_reports_made_before_the_rules_were_in_them_are_read(desk: Path) -> None:
    report = desk / "reports/mill/comparison.json"
    plain = json.loads(report.read_bytes())
    del plain["run"]["rules"]
    write(report, json.dumps(plain))
    reporter(desk, "check", "reports", "-f", "sarif:x.sarif", code=1)
    log = json.loads((desk / "x.sarif").read_bytes())
    jsonschema.validate(log, official.schema("sarif-2.1.0"))
    named = {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert named == {result["ruleId"] for result in log["runs"][0]["results"]}


def test_no_article_speaks_to_the_runner(desk: Path) -> None:
    for name in ("a.txt", "b.txt"):
        path = desk / name
        text = (
            path.read_text(encoding="utf-8")
            .replace("Geneva", "Geneva ##[add-mask]x")
            .replace("Hamburg", "Oslo")
        )
        write(path, text.replace("people, police", "people ##[error]x ::error::x, police"))
    reporter(desk, "compare", "a.txt", "b.txt", "-f", "json", "-o", "reports/##[error]x/", "-q")
    done = reporter(desk, "check", "reports", "-f", "github", code=1)
    assert "##[" not in done.stdout
    assert {
        line.split("::")[1].split(" ")[0] for line in done.stdout.splitlines() if line.startswith("::")
    } == {"error"}


# A repository


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with an empty folder for articles, and one commit."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path / "repository"
    write(folder / "articles" / ".gitkeep", "")
    run(folder, "git", "init", "--quiet", "--initial-branch=main", code=0)
    run(folder, "git", "config", "user.name", "Desk", code=0)
    run(folder, "git", "config", "user.email", "desk@example.org", code=0)
    commit(folder, "An empty folder")
    return folder


def commit(repository: Path, message: str) -> str:
    run(repository, "git", "add", "--all", code=0)
    run(repository, "git", "commit", "--quiet", "--message", message, code=0)
    return run(repository, "git", "rev-parse", "HEAD", code=0).stdout.strip()


def articles(repository: Path) -> list[str]:
    return sorted(path.relative_to(repository).as_posix() for path in (repository / "articles").glob("*.txt"))


def test_a_repository_grows_from_one_article_to_four(repository: Path) -> None:
    """Decisions alone: no baseline, whatever is open is red."""
    write(repository / "articles/a.txt", FIRST)
    commit(repository, "First article")
    reporter(repository, "check", *articles(repository))

    write(repository / "articles/b.txt", SECOND)
    commit(repository, "Second article")
    report = repository / "comparison.json"
    red = reporter(repository, "check", *articles(repository), "-f", f"github,json:{report.name}", code=1)
    assert re.search(r"^::error file=articles/a\.txt,.*line=\d+,.*articles/b\.txt:\d+", red.stdout, re.M)

    found = conflicts(report)
    assert len(found) == 2
    for settled in range(1, len(found) + 1):
        decide(repository / "decisions.json", *found[:settled])
        commit(repository, f"Settle {settled}")
        code = 0 if settled == len(found) else 1
        reporter(repository, "check", *articles(repository), code=code)

    write(repository / "articles/c.txt", THIRD)  # with a toll that was decided on
    commit(repository, "Third article")
    assert "2 settled" in reporter(repository, "check", *articles(repository)).stdout

    write(repository / "articles/d.txt", FOURTH)
    commit(repository, "Fourth article")
    red = reporter(repository, "check", *articles(repository), code=1)
    assert "“45 people” (articles/d.txt:5)" in red.stdout


def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which ``reporter`` is this checkout's, whatever is installed."""
    folder = tmp_path / "bin"
    write(folder / "reporter", f'#!/bin/sh\nexec "{sys.executable}" -m reporter "$@"\n')
    (folder / "reporter").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def land(repository: Path, *arguments: str, code: int, **environment: str) -> Done:
    return run(repository, str(LAND), *arguments, code=code, **shell(repository.parent), **environment)


def test_the_script_of_ci_from_an_empty_folder_to_four_articles(repository: Path, tmp_path: Path) -> None:
    """The same script that action.yml, the GitLab job and the hook run, against the commit before."""
    github = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    options = ("--reports", "reports", "--out", "out")
    write(repository / ".gitignore", "/reports\n/out\n")
    empty = commit(repository, "Ignore what is made")
    assert "green" in land(repository, *options, "articles", code=0).stdout

    write(repository / "articles/a.txt", FIRST)
    first = commit(repository, "First article")
    assert "green" in land(repository, "--base", empty, *options, code=0, **github).stdout

    write(repository / "articles/b.txt", SECOND)
    second = commit(repository, "Second article")
    red = land(repository, "--base", first, *options, code=1, **github)
    assert re.search(r"^::error file=articles/b\.txt,.*line=5,", red.stdout, re.M)  # the article that landed
    assert (tmp_path / "output").read_text().splitlines()[-3:] == ["red=true", "reports=reports", "out=out"]
    assert "“30 people”" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert {path.name for path in (repository / "out").iterdir()} == {
        "reporter.sarif", "junit.xml", "code-quality.json", "summary.md"
    }  # fmt: skip
    log = json.loads((repository / "out/reporter.sarif").read_bytes())
    jsonschema.validate(log, official.schema("sarif-2.1.0"))
    assert {result["baselineState"] for result in log["runs"][0]["results"]} == {"new"}

    assert "unchanged" in land(repository, "--base", second, *options, code=0, **github).stdout
    (report,) = (repository / "reports").rglob("comparison.json")
    decide(repository / "decisions.json", *conflicts(report))
    settled = commit(repository, "Settle both")
    assert "2 settled" in land(repository, "--base", first, *options, code=0, **github).stdout
    assert [one["decision"]["outcome"] for one in conflicts(report)] == ["confirmed"] * 2

    write(repository / "articles/c.txt", THIRD)
    third = commit(repository, "Third article")
    joined = land(repository, "--base", settled, *options, code=0, **github).stdout
    assert "0 new, 2 unchanged" in joined
    (report,) = (repository / "reports").rglob("comparison.json")
    assert [2] in [one["joined"] for one in conflicts(report)]
    land(repository, "--base", first, *options, code=0, **github)

    write(repository / "articles/d.txt", FOURTH)
    commit(repository, "Fourth article")
    red = land(repository, "--base", third, *options, code=1, **github)
    assert re.search(r"^::error file=articles/d\.txt,.*line=5,", red.stdout, re.M)
    assert run(repository, "git", "status", "--porcelain", code=0).stdout == ""


def test_the_script_refuses_what_it_cannot_do(repository: Path) -> None:
    for arguments in (
        ("--base",),
        ("--nonsense",),
        ("nowhere",),
        ("/articles",),
        ("../x",),
        ("articles", "more"),
    ):
        done = land(repository, *arguments, code=2)
        assert done.stderr.startswith("reporter-land: "), done.stderr
    assert "--base COMMIT" in land(repository, "--help", code=0).stdout


@pytest.mark.parametrize("base", ["0" * 40, "no-such-branch", "--upload-pack=x"])
def test_a_base_that_is_not_there_makes_every_conflict_new(repository: Path, base: str) -> None:
    write(repository / "articles/a.txt", FIRST)
    write(repository / "articles/b.txt", SECOND)
    done = land(repository, "--base", base, code=1)
    assert f"there is no commit {base}: every conflict counts as new" in done.stderr


# What the services are given

GH = """#!/bin/sh
# Keeps what it is called with; lists the comments of the file "comments".
printf '%s\\n' "$*" >>"$FAKE/calls"
for word; do
    case $word in body=@*) cp "${word#body=@}" "$FAKE/body" ;; esac
done
case $* in *--paginate*) [ ! -f "$FAKE/comments" ] || cat "$FAKE/comments" ;; esac
"""


@pytest.mark.parametrize("comments", ["", "41\n42\n"])
def test_one_comment_is_made_and_then_kept_up_to_date(tmp_path: Path, comments: str) -> None:
    write(tmp_path / "bin/gh", GH)
    (tmp_path / "bin/gh").chmod(0o755)
    write(tmp_path / "comments", comments)
    write(tmp_path / "summary.md", "# 2 findings to settle\n" + "é" * 70_000)
    environment = {
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "FAKE": str(tmp_path),
        "GITHUB_REPOSITORY": "desk/news",
    }
    run(tmp_path, str(COMMENT), "summary.md", "7", code=0, **environment)
    _, call = (tmp_path / "calls").read_text().splitlines()
    if comments:
        assert call.startswith("api --method PATCH repos/desk/news/issues/comments/41 ")
    else:
        assert call.startswith("api --method POST repos/desk/news/issues/7/comments ")
    body = (tmp_path / "body").read_text(encoding="utf-8")
    assert body.startswith("<!-- reporter -->\n# 2 findings to settle\n")
    assert len(body) <= 65_536


def test_the_action_is_one_and_its_scripts_are_there() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    action = yaml.safe_load(text)
    jsonschema.Draft7Validator(official.schema("github-action")).validate(action)
    steps = action["runs"]["steps"]
    called = re.findall(r"\$GITHUB_ACTION_PATH/(\S+?)\"", " ".join(step.get("run", "") for step in steps))
    assert called == ["ci/land.sh", "ci/comment.sh"]
    assert all(os.access(ROOT / script, os.X_OK) for script in called)
    assert not [step for step in steps if "${{" in step.get("run", "")]  # a title could bring a command
    options = set(re.findall(r" (--[a-z-]+) ", steps[2]["run"]))
    assert options <= set(re.findall(r"(--[a-z-]+)", LAND.read_text(encoding="utf-8")))


def documented(heading: str) -> Any:
    text = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    return yaml.safe_load(text.split(f"\n## {heading}\n", 1)[1].split("```yaml\n", 1)[1].split("```", 1)[0])


def test_the_documented_workflow_is_one() -> None:
    workflow = documented("GitHub")
    workflow["on"] = workflow.pop(True)  # YAML 1.1 takes "on" for true
    jsonschema.Draft7Validator(official.schema("github-workflow")).validate(workflow)
    given = [step["with"] for step in workflow["jobs"]["conflicts"]["steps"] if "reporter@" in step["uses"]]
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert given
    assert set(given[0]) <= set(inputs)


def test_the_documented_gitlab_job_collects_what_the_script_writes() -> None:
    job = documented("GitLab")["articles"]
    script = LAND.read_text(encoding="utf-8")
    for path in job["artifacts"]["reports"].values():
        assert f"$out/{Path(path).name}" in script


def test_the_hook_runs_the_script_that_is_installed() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert hook["entry"].split()[0] == "reporter-land"
    assert '"ci/land.sh" = "reporter-land"' in project
    assert hook["id"] == documented("Before a commit")["repos"][0]["hooks"][0]["id"]
    assert [
        bool(re.search(hook["files"], path)) for path in ("articles/a.html", "decisions.json", "x.py")
    ] == [
        True,
        True,
        False,
    ]


def test_the_hook_refuses_a_commit_with_a_new_conflict(repository: Path) -> None:
    """As pre-commit calls it: in the root, while a commit is being made."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program = shell(repository.parent)
    shutil.copy(LAND, repository.parent / "bin" / "reporter-land")
    write(repository / ".git/hooks/pre-commit", f"#!/bin/sh\nexec {hook['entry']} articles\n")
    (repository / ".git/hooks/pre-commit").chmod(0o755)
    write(repository / "articles/a.txt", FIRST)
    run(repository, "git", "add", "--all", code=0)
    run(repository, "git", "commit", "--quiet", "--message", "First", code=0, **program)
    write(repository / "articles/b.txt", SECOND)
    run(repository, "git", "add", "--all", code=0)
    refused = run(repository, "git", "commit", "--quiet", "--message", "Second", code=1, **program)
    assert "red: 2 to settle" in refused.stdout + refused.stderr
    run(repository, "git", "rm", "--quiet", "--force", "articles/b.txt", code=0)
    write(repository / "articles/d.txt", FIRST)
    run(repository, "git", "add", "--all", code=0)
    run(repository, "git", "commit", "--quiet", "--message", "A copy", code=0, **program)
