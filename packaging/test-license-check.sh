#!/bin/sh
# Proves that the license check refuses a library under the GPL without exception: adds one to a copy of
# pom.xml and expects the check to fail because of it. Needs the network once.
set -eu
cd "$(dirname -- "$0")/.."
work=$(mktemp -d "${TMPDIR:-/tmp}/kamcl-licenses.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/packaging"
cp packaging/licenses.txt "$work/packaging/"
check() {
  mvn -B -ntp -f "$work/pom.xml" -Plicenses license:add-third-party@allowed-licenses >"$work/log" 2>&1
}

cp pom.xml "$work/pom.xml"
check || { cat "$work/log" >&2; echo "The libraries of pom.xml do not pass." >&2; exit 1; }

# JFreeSVG 3.4 has the license GPLv3.
planted='<dependency><groupId>org.jfree</groupId><artifactId>jfreesvg</artifactId><version>3.4</version></dependency>'
sed "0,/<dependencies>/s:<dependencies>:<dependencies>$planted:" pom.xml >"$work/pom.xml"
if check; then
  echo "A library under the GPL passes the license check." >&2
  exit 1
fi
grep "License: .*General Public License" "$work/log" | grep -v Classpath >&2 ||
  { cat "$work/log" >&2; exit 1; }
echo "The license check refuses a library under the GPL."
