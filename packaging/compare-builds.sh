#!/bin/sh
# Builds the jar and the bill of materials twice, in two copies of the sources with other names, other
# time stamps and another time zone and locale, and compares their bytes. Exit code 1 if they differ, or
# if one is missing.
#   packaging/compare-builds.sh [VERSION]
# Needs the network: the bill of materials reads the licenses of all libraries. It has no number and no time of
# its own. Installers are excepted: jpackage writes times into them.
set -eu
cd "$(dirname -- "$0")/.."
version=${1:-$(packaging/version.sh)}
commit=$(packaging/version.sh --commit)
work=$(mktemp -d "${TMPDIR:-/tmp}/kamcl-compare.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Both copies first: the tree may change during the builds.
copy() {
  mkdir -p "$work/$1"
  tar -c --null --no-recursion -T "$work/files" | tar -x -C "$work/$1" ${2:+"$2"}
}
git ls-files -z --cached >"$work/files"
copy one
copy "another folder" -m

# Without the copies of the libraries and the checks of the sources.
build() (
  cd "$work/$1"
  TZ=$2 LC_ALL=$3 mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -Dmdep.skip=true \
    "-Drevision=$version" "-Dcommit=$commit" ${RELEASE_PROFILE:+"-P$RELEASE_PROFILE"} package
  # Part of the profile of a release; otherwise made alone.
  [ -f target/kamcl-explorer-bom.json ] ||
    TZ=$2 LC_ALL=$3 mvn -q -B -ntp -Prelease "-Drevision=$version" cyclonedx:makeBom
)
build one UTC C
build "another folder" Asia/Tokyo C.UTF-8
different=0
for file in kamcl-explorer.jar kamcl-explorer-bom.json kamcl-explorer-bom.xml; do
  one="$work/one/target/$file"
  two="$work/another folder/target/$file"
  if [ ! -f "$one" ] || [ ! -f "$two" ]; then
    echo "missing: $file" >&2
    different=1
    continue
  fi
  if cmp -s "$one" "$two"; then
    echo "same: $file $(sha256sum "$one" | cut -d ' ' -f 1)"
  else
    echo "different: $file" >&2
    different=1
    case $file in
      *.jar)
        for side in "$one" "$two"; do
          mkdir "$side.content"
          (cd "$side.content" && unzip -q "$side") || true
        done
        diff -rq "$one.content" "$two.content" >&2 || true
        ;;
      *) diff "$one" "$two" >&2 || true ;;
    esac
  fi
done
exit "$different"
