#!/bin/sh
# Builds the reports of a folder of articles, and fails on conflicts that are new and settled by nobody.
# Installed as reporter-land; the GitHub action, the GitLab job and the pre-commit hook all run it.
#
#   reporter-land [OPTION…] [ARTICLES]     run it in the root of the repository; ARTICLES: articles
#
#   --base COMMIT      what this commit's articles conflict in is not new (default: every conflict is new)
#   --reports FOLDER   where the reports go (default: inside .git)
#   --out FOLDER       also write reporter.sarif, junit.xml, code-quality.json and summary.md there
#   --decisions FILE   what is settled (default: decisions.json here, else the one beside each report)
#   --fail-on WORDS    what fails, as reporter check takes it
#
# Exit codes: 0 nothing to settle, 1 conflicts to settle, 2 trouble. On GitHub it prints annotations, adds to the
# job's summary and sets the outputs red, reports and out.
set -eu

say() { printf '%s\n' "reporter-land: $*" >&2; }
trouble() { say "$@"; exit 2; }

articles='' base='' reports='' out='' decisions='' fail_on=''
while [ $# -gt 0 ]; do
    case $1 in
    --help) sed -n '2,15s/^# \{0,1\}//p' "$0"; exit 0 ;;
    --base | --reports | --out | --decisions | --fail-on)
        [ $# -ge 2 ] || trouble "$1 needs a value"
        case $1 in
        --base) base=$2 ;;
        --reports) reports=$2 ;;
        --out) out=$2 ;;
        --decisions) decisions=$2 ;;
        --fail-on) fail_on=$2 ;;
        esac
        shift 2
        ;;
    -*) trouble "unknown option $1 (see --help)" ;;
    *)
        [ -z "$articles" ] || trouble "one folder of articles, not $articles and $1"
        articles=$1
        shift
        ;;
    esac
done
articles=${articles:-articles}
case $articles in /* | ../* | */../* | ..) trouble "$articles: name a folder of this repository, relative to here" ;; esac
[ -d "$articles" ] || trouble "$articles: no such folder"
command -v reporter >/dev/null || trouble 'reporter is not installed'
own=$(git rev-parse --git-path reporter) || trouble 'not in a git repository'
reports=${reports:-$own/reports}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The full name of the base commit, fetched if the clone is too shallow to have it.
commit() { git rev-parse --verify --quiet --end-of-options "$base^{commit}"; }
find_base() {
    commit && return 0
    [ "$(git rev-parse --is-shallow-repository)" = true ] || return 1
    case $base in -*) return 1 ;; esac
    git fetch --quiet --depth=1 origin "$base" >&2 2>/dev/null && commit
}

# Reports of the base commit's articles, with the settings of now: only the articles may differ.
build_baseline() {
    mkdir -p "$own/base"
    baseline=$(cd "$own/base" && pwd)
    config=''
    for file in reporter.toml pyproject.toml; do
        [ -n "$config" ] || [ ! -f "$file" ] || config=$PWD/$file
    done
    mkdir -p "$scratch/$articles"
    if [ -n "$(git ls-tree "$1" -- "$articles")" ]; then
        git archive --format=tar --output="$scratch/base.tar" "$1" -- "$articles" || return 2
        tar -xf "$scratch/base.tar" -C "$scratch" || return 2
    fi
    (cd "$scratch" && reporter build "$articles" -o "$baseline" ${config:+--config "$config"}) || return 2
}

baseline=''
if [ -n "$base" ]; then
    if revision=$(find_base); then
        git -c core.quotePath=false diff --name-only --relative "$revision" -- "$articles" >"$scratch/landed"
        build_baseline "$revision" || trouble "the articles of $base cannot be built"
    else
        say "there is no commit $base: every conflict counts as new"
    fi
fi
[ -n "$decisions" ] || [ ! -f decisions.json ] || decisions=decisions.json
reporter build "$articles" -o "$reports" ${decisions:+--decisions "$decisions"} ||
    trouble "the articles cannot be built"

set -- "$reports"
[ -z "$baseline" ] || set -- "$@" --baseline "$baseline"
[ -z "$decisions" ] || set -- "$@" --decisions "$decisions"
if [ -f "$scratch/landed" ]; then
    while IFS= read -r file; do set -- "$@" --landed "$file"; done <"$scratch/landed"
fi
[ -z "$fail_on" ] || set -- "$@" --fail-on "$fail_on"
formats="markdown:$scratch/summary.md"
if [ -n "$out" ]; then
    mkdir -p "$out"
    formats="$formats,sarif:$out/reporter.sarif,junit:$out/junit.xml,gitlab:$out/code-quality.json"
fi
[ "${GITHUB_ACTIONS-}" != true ] || formats="$formats,github"
status=0
reporter check "$@" -f "$formats" || status=$?

if [ -f "$scratch/summary.md" ]; then
    [ -z "$out" ] || cp "$scratch/summary.md" "$out/summary.md"
    [ -z "${GITHUB_STEP_SUMMARY-}" ] || cat "$scratch/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
if [ -n "${GITHUB_OUTPUT-}" ]; then
    red=true
    [ $status != 0 ] || red=false
    printf '%s\n' "red=$red" "reports=$reports" "out=$out" >>"$GITHUB_OUTPUT"
fi
exit $status
