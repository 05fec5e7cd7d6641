#!/bin/sh
# Prints the version of this source tree: X.Y.Z at a clean checkout of the tag vX.Y.Z, otherwise the
# version of pom.xml, which ends in -SNAPSHOT. With --commit: the short hash of the commit, with -dirty
# if files were changed; nothing outside of a Git repository.
set -eu
cd "$(dirname -- "$0")/.."

commit=$(git rev-parse --short=12 HEAD 2>/dev/null || true)
dirty=
[ -z "$commit" ] || [ -z "$(git status --porcelain --untracked-files=no)" ] || dirty=-dirty

if [ "${1:-}" = --commit ]; then
  echo "$commit${commit:+$dirty}"
  exit
fi
version=
if [ -n "$commit" ] && [ -z "$dirty" ]; then
  # The highest of several tags of one commit.
  version=$(git tag --points-at HEAD --sort=-version:refname |
    sed -n 's/^v\([0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*\)$/\1/p' | head -n 1)
fi
[ -n "$version" ] || version=$(sed -n 's:.*<revision>\(.*\)</revision>.*:\1:p' pom.xml | head -n 1)
[ -n "$version" ] || { echo "version.sh: error: pom.xml has no revision." >&2; exit 1; }
echo "$version"
