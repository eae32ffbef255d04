#!/bin/sh
# Puts the gate's summary on a pull request: one comment, which later runs bring up to date.
#
#   ci/comment.sh SUMMARY.md NUMBER     with GITHUB_REPOSITORY and GH_TOKEN in the environment
set -eu

summary=$1 number=$2
marker='<!-- reporter -->'
comments="repos/$GITHUB_REPOSITORY/issues/$number/comments"
[ -f "$summary" ] || { echo "comment.sh: there is no $summary; nothing to say" >&2; exit 0; }
body=$(mktemp)
trap 'rm -f "$body"' EXIT
# GitHub takes 65,536 characters.
{ printf '%s\n' "$marker"; cat "$summary"; } |
    PYTHONUTF8=1 python3 -c 'import sys; sys.stdout.write(sys.stdin.read()[:65000])' >"$body"
mine=$(gh api --paginate "$comments" --jq \
    ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id" | head -n 1)
if [ -n "$mine" ]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" --field "body=@$body" >/dev/null
else
    gh api --method POST "$comments" --field "body=@$body" >/dev/null
fi
