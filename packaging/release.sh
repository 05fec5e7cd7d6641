#!/bin/sh
# Builds a release at its tag: tests, license check, bill of materials, two equal builds, and signed
# checksums of everything in target/release.
#   packaging/release.sh [KEY]
# KEY is an identifier of a secret key of GnuPG; default: the default key. Installers that were built
# before (target/installer) are added.
set -eu
cd "$(dirname -- "$0")/.."
fail() {
  echo "release.sh: error: $*" >&2
  exit 1
}
version=$(packaging/version.sh)
case $version in
  *-SNAPSHOT) fail "this is no clean checkout of a tag vX.Y.Z (version $version)." ;;
esac
# The section of the release, with its date.
grep -Eq "^## \[$(echo "$version" | sed 's/\./\\./g')\] - [0-9]{4}-[0-9]{2}-[0-9]{2}\$" CHANGELOG.md ||
  fail "CHANGELOG.md has no section \"## [$version] - YYYY-MM-DD\"."
commit=$(packaging/version.sh --commit)

# Prints the installers that were built before, or does with them what the arguments of find say.
installers() {
  [ ! -d target/installer ] || find target/installer -maxdepth 1 -type f \
    \( -name '*.deb' -o -name '*.rpm' -o -name '*.tar.gz' -o -name '*.msi' -o -name '*.dmg' \) "$@"
}
other=$(installers ! -name "kamcl-explorer[-_]${version}[-_]*" | sort)
[ -z "$other" ] || fail "these are no installers of version $version; remove them: $other"

# Everything that was built before, except the installers.
[ ! -d target ] || find target -mindepth 1 -maxdepth 1 ! -name installer -exec rm -rf {} +
mvn -B -ntp -Prelease,licenses "-Drevision=$version" "-Dcommit=$commit" verify
RELEASE_PROFILE=release packaging/compare-builds.sh "$version"

release=target/release
rm -rf "$release"
mkdir -p "$release"
cp target/kamcl-explorer.jar "$release/kamcl-explorer-$version.jar"
for kind in json xml; do
  cp "target/kamcl-explorer-bom.$kind" "$release/kamcl-explorer-$version-bom.$kind"
done
# The text below the heading of the release.
sed -n "/^## \[$version\]/,/^## \[/p" CHANGELOG.md | sed '1d;/^## \[/d' >"$release/CHANGES-$version.md"
installers -exec cp {} "$release/" \;
packaging/checksums.sh "$release" ${1:+"$1"}
