#!/bin/bash
# Installs the .rpm with rpm in a clean root and uses the program there as an ordinary user, without Java
# and without network. The root is a Debian, so the libraries that the package requires are looked for
# under their names, where a distribution with RPM has its own database of them.
#
#   packaging/test-rpm.sh [--previous FILE.rpm] [PACKAGE]
#
# --previous names the package of an earlier version: it is installed and used first, then upgraded.
# Run it as root. Needs debootstrap and rpm here. Results: target/test-root/results-rpm.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/clean-root.sh
. packaging/clean-root.sh
own_mounts packaging/test-rpm.sh "$@"
previous=
if [ "${1:-}" = --previous ]; then
  previous=$(realpath "$2")
  shift 2
fi
package=${1:-$(find target/installer -maxdepth 1 -name '*.rpm' | head -n 1)}
[ -f "$package" ] || { echo "test-rpm.sh: there is no package; build it, or name its file." >&2; exit 2; }
kamcl=/usr/bin/kamcl

clean_root rpm

step "Prepare"
prepare rpm libgtk-3-0 libxxf86vm1 libxtst6 libasound2 libfreetype6 libharfbuzz0b liblcms2-2 libjpeg62-turbo \
  libgif7 libpng16-16 libfontconfig1 libgl1 desktop-file-utils shared-mime-info hicolor-icon-theme libgtk-3-bin man-db
administrator rpm --initdb
cp "$package" "$root/new.rpm"
system_files >"$results/files-before.txt"

step "The package"
check "the digests are right" administrator rpm -K --nosignature /new.rpm
rpm -qp --requires "$package" >"$results/requires.txt"
rpm -qpl "$package" >"$results/files.txt"
check "it runs no scripts" sh -c 'test -z "$(rpm -qp --scripts --triggers --filetriggers "$1")"' sh "$package"
check "all files belong to root" sh -c '! rpm -qplv "$1" | grep -v " root  *root "' sh "$package"
chroot "$root" /sbin/ldconfig -p >"$results/libraries.txt"
# "name()(64bit)" is a library.
for library in $(sed -n 's/^\([^ (]*\.so[^ (]*\)(.*/\1/p' "$results/requires.txt" | sort -u); do
  check "required library $library" grep -q "^[[:space:]]*$library " "$results/libraries.txt"
done
grep -v '\.so' "$results/requires.txt" | sed 's/^/        /'

if [ -n "$previous" ]; then
  step "The version before"
  cp "$previous" "$root/old.rpm"
  check "it is installed without network" offline_administrator rpm -i --nodeps /old.rpm
  check "it is used" user "$kamcl" tour
fi
step "Install"
check "the package is installed without network" offline_administrator rpm -U --nodeps /new.rpm
check "one version is installed" sh -c 'test "$(chroot "$1" rpm -qa | grep -c kamcl)" = 1' sh "$root"
check "all files are as in the package" administrator rpm -V --nodeps kamcl-explorer
(cd "$root" && find opt/kamcl-explorer | sed 's,^,/,' | sort) >"$results/installed.txt"
grep '^/opt/kamcl-explorer' "$results/files.txt" | sort >"$results/package.txt"
check "no other files are in its folder" cmp "$results/installed.txt" "$results/package.txt"
check "the version is printed" user "$kamcl" --version
show cat
check "the tour runs in the terminal" user "$kamcl" tour
check "the installation is healthy" user "$kamcl" doctor
show cat
check "a search finds images" user "$kamcl" search "boats beside a pier"
show sed -n 1,4p
check "the class archive is used" sh -c \
  '"$@" | grep -q "org.kamcl.explorer.app.Launcher source: shared objects file"' sh \
  unshare -n /usr/sbin/chroot --userspec=tester "$root" env HOME=$home \
  KAMCL_JAVA_OPTIONS=-Xlog:class+load:stdout "$kamcl" --version
check "it trains" user "$kamcl" train /opt/kamcl-explorer/lib/app/sample-data/tiles --name proof --minutes 0.3 \
  --set batchSize=8 --set queueSize=64

step "The window"
start_display
user "$kamcl" >"$results/window.log" 2>&1 &
window=$!
check "the window appears" timeout 60 xdotool search --sync --onlyvisible --name KAMCL
sleep "${KAMCL_TEST_WAIT:-15}"
picture window
kill -TERM "$(java_processes)"
check "the program ends when it is told to" timeout 30 tail --pid=$window -f /dev/null
wait $window || true
stop_display

step "Remove"
(cd "$root$home" && find . -type f -exec sha256sum {} + | sort -k 2) >"$results/home-before.txt"
check "the package can be removed" offline_administrator rpm -e kamcl-explorer
rm -f "$root/old.rpm" "$root/new.rpm"
system_files >"$results/files-after.txt"
# The database of rpm itself, and the caches that a distribution with RPM updates by triggers of its own.
diff "$results/files-before.txt" "$results/files-after.txt" >"$results/leftovers.txt" || true
check "nothing is left" sh -c '! grep "^>" "$1" | grep -v /var/lib/rpm/' sh "$results/leftovers.txt"
(cd "$root$home" && find . -type f -exec sha256sum {} + | sort -k 2) >"$results/home-after.txt"
check "the user's files are as before" cmp "$results/home-before.txt" "$results/home-after.txt"
finish
