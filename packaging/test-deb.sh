#!/bin/bash
# Installs the .deb in a clean Debian and uses the program there, as a person does: as an ordinary user,
# without Java and without network. With --image, uses the .tar.gz there instead, without installing it.
#
#   packaging/test-deb.sh [--image] [PACKAGE]
#
# Run it as root. Needs debootstrap, xvfb, xdotool and imagemagick here; nothing but Debian's minimal
# system and what the package asks for is in the root of the test, which is kept in target/test-root.
# KAMCL_TEST_MINUTES: how long to train (default 2). Results: target/test-root/results.
set -euo pipefail
# The mounts below are seen by this script only and end with it.
if [ -z "${KAMCL_TEST_MOUNTS:-}" ]; then
  KAMCL_TEST_MOUNTS=own exec unshare -m "$0" "$@"
fi
cd "$(dirname "$0")/.."
kind=deb
if [ "${1:-}" = --image ]; then
  kind=image
  shift
fi
minutes=${KAMCL_TEST_MINUTES:-2}
suite=${KAMCL_TEST_SUITE:-bookworm}
place=$PWD/target/test-root
base=$place/base-$suite
root=$place/root
results=$place/results-$kind
package=${1:-$(ls -t target/installer/*_amd64.deb 2>/dev/null | head -n 1)}
[ $kind = deb ] || package=${1:-$(ls -t target/installer/*.tar.gz | head -n 1)}
display=
mkdir -p "$place"
rm -rf "$results"
mkdir -p "$results"
trap '[ -z "${server:-}" ] || kill "$server" 2>/dev/null || true' EXIT
failures=0
check() {
  # check TEXT COMMAND...: a line in the log; the first failure does not end the test.
  local text=$1
  shift
  if "$@" >"$results/last" 2>&1; then
    echo "ok      $text"
  else
    echo "FAILED  $text"
    sed 's/^/        /' "$results/last" | tail -n 20
    failures=$((failures + 1))
  fi
}
step() { echo "== $(date -u +%T) $*"; }

step "A clean $suite: $base"
if [ ! -f "$base/complete" ]; then
  rm -rf "$base"
  debootstrap --variant=minbase "$suite" "$base" >"$results/debootstrap.log"
  # The lists of packages, and the packages that the program needs, are downloaded once.
  chroot "$base" apt-get update -qq
  touch "$base/complete"
fi
rm -rf --one-file-system "$root"
cp -a --reflink=auto "$base" "$root"
rm "$root/complete"
mkdir -p "$place/archives/partial"
# A mount of its own, as in a real system: Java asks where a folder is mounted.
mount --bind "$root" "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
mount --bind "$place/archives" "$root/var/cache/apt/archives"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
chroot "$root" useradd --create-home --shell /bin/bash tester
# apt in the root deletes downloaded packages unless told not to.
echo 'APT::Keep-Downloaded-Packages "true"; Binary::apt::APT::Keep-Downloaded-Packages "true";' \
  >"$root/etc/apt/apt.conf.d/99keep"

administrator() { DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }
# As the user, without network, without the variables of this shell.
user() {
  # shellcheck disable=SC2016 # expanded in the root
  unshare -n env -i PATH=/usr/local/bin:/usr/bin:/bin TERM=dumb ${display:+DISPLAY=$display} \
    /usr/sbin/chroot --userspec=tester "$root" \
    /bin/sh -c 'HOME=/home/tester; export HOME; cd; umask 022; exec "$@"' sh "$@"
}
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./var/cache -o -path ./var/log \
  -o -path ./var/lib/apt -o -path ./home/tester -o -path ./tmp \) -prune -o -print | sort); }

step "Install $package"
if [ $kind = deb ]; then
  # The version before: the same files, named 0.0.1. The upgrade replaces it.
  work=$(mktemp -d "$place/work.XXXXXX")
  dpkg-deb -R "$package" "$work/old"
  sed -i 's/^Version: .*/Version: 0.0.1/' "$work/old/DEBIAN/control"
  dpkg-deb -Znone --build "$work/old" "$root/old.deb" >/dev/null
  rm -rf "$work"
  cp "$package" "$root/new.deb"
  dpkg-deb -I "$package" >"$results/control.txt"
  # What the program needs is installed first, so that only the program's own files come and go below.
  depends=$(dpkg-deb -f "$package" Depends | sed 's/([^)]*)//g; s/|[^,]*//g; s/,/ /g')
else
  # An archive does not install what it needs; the README names it. A desktop has it.
  depends="libgtk-3-0 libxxf86vm1 libxtst6 libasound2 libfreetype6 libharfbuzz0b liblcms2-2 libjpeg62-turbo libgif7 libpng16-16 libfontconfig1"
fi
# shellcheck disable=SC2086 # words
administrator apt-get install -y --no-install-recommends $depends >"$results/dependencies.log" 2>&1 ||
  { tail -n 5 "$results/dependencies.log"; exit 1; }
files >"$results/files-before.txt"
if [ $kind = deb ]; then
  check "the version before installs" administrator apt-get install -y --no-install-recommends /old.deb
  kamcl=/usr/bin/kamcl
  program=/opt/kamcl-explorer
else
  administrator mkdir /home/tester/apps
  tar -C "$root/home/tester/apps" -xzf "$package"
  program=$(echo "$root"/home/tester/apps/*)
  program=${program#"$root"}
  kamcl=$program/bin/kamcl
fi
du -sm --apparent-size "$root$program" | awk '{ print "        " $1 " MB installed" }'
check "no Java in the root" sh -c '! chroot "$1" /bin/sh -c "command -v java"' sh "$root"
touch "$results/marker"

step "Start without a display"
check "the version is printed" user "$kamcl" --version
cat "$results/last"
check "the tour runs in the terminal" user "$kamcl" tour
cp "$root/home/tester/.local/share/kamcl/window.png" "$results/tour.png" || true
check "the installation is healthy" user "$kamcl" doctor
cat "$results/last"
check "a search finds images" user "$kamcl" search "boats beside a pier"
sed -n 1,4p "$results/last"
mkdir -p "$root/home/tester/Fotos-é中"
cp "$root$program"/lib/app/sample-data/tiles/olinda*.jpg "$root/home/tester/Fotos-é中/"
mv "$root/home/tester/Fotos-é中/olinda-l7_01.jpg" "$root/home/tester/Fotos-é中/São 中.jpg"
administrator chown -R tester: /home/tester
check "names with other letters are found in the locale C" user "$kamcl" index "/home/tester/Fotos-é中"
check "logging works: no warning of slf4j" sh -c '! grep -qi slf4j "$1"' sh "$results/last"

step "The environment of the process"
cat >"$root/home/tester/environment.sh" <<'INNER'
# Prints what is in force in the process of a command once it is Java.
kamcl=$1
"$kamcl" index "$HOME/Fotos-é中" >/dev/null 2>&1 &
pid=$!
until tr '\0' ' ' </proc/$pid/cmdline | grep -q runtime/bin/java; do :; done
tr '\0' '\n' </proc/$pid/environ
echo "--"
tr '\0' ' ' </proc/$pid/cmdline
echo
wait
INNER
user sh /home/tester/environment.sh "$kamcl" >"$results/environment.txt" 2>&1
rm "$root/home/tester/environment.sh"
for setting in OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=0 MALLOC_MMAP_THRESHOLD_=1073741824 \
  MALLOC_TRIM_THRESHOLD_=1073741824 MALLOC_ARENA_MAX=1 GLIBC_TUNABLES=glibc.malloc.hugetlb=1 \
  OPT_OUT_TRACKING=true 'L[CA]_[A-Z]*=C.UTF-8'; do
  check "$setting" grep -qx -- "$setting" "$results/environment.txt"
done
for option in -XX:+UseSerialGC -XX:-UsePerfData -XX:+UseTransparentHugePages; do
  check "$option" grep -qx -e "$option" "$root$program/lib/app/java.options"
done
check "the options are read" grep -q -e '@.*/java.options .*-Xmx2g' "$results/environment.txt"
# What Java itself says: where classes come from, and the memory in huge pages.
if [ $kind = deb ]; then
  check "the class archive is used" sh -c \
    '"$@" | grep -q "org.kamcl.explorer.app.Launcher source: shared objects file (top)"' sh \
    unshare -n /usr/sbin/chroot --userspec=tester "$root" env HOME=/home/tester \
    KAMCL_JAVA_OPTIONS=-Xlog:class+load:stdout "$kamcl" --version
fi

step "Start the window"
number=70
while [ -e /tmp/.X$number-lock ]; do number=$((number + 1)); done
Xvfb :$number -screen 0 1440x900x24 -nolisten tcp >"$results/xvfb.log" 2>&1 &
server=$!
mkdir -p "$root/tmp/.X11-unix"
chmod 1777 "$root/tmp" "$root/tmp/.X11-unix"
until [ -S /tmp/.X11-unix/X$number ]; do sleep 0.1; done
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
display=:$number
user "$kamcl" --theme light >"$results/window.log" 2>&1 &
window=$!
export DISPLAY=:$number
check "the window appears" timeout 60 xdotool search --sync --onlyvisible --name KAMCL
sleep "${KAMCL_TEST_WAIT:-15}"
import -window root "$results/window-start.png" || true
xdotool mousemove 500 40 click 1 key ctrl+a type "boats beside a pier" || true
xdotool key Return || true
sleep "${KAMCL_TEST_WAIT:-15}"
import -window root "$results/window-search.png" || true
check "the window is still open after a search" kill -0 $window
# There is no window manager that would ask the window to close; SIGTERM closes it in the same way.
pkill -TERM -P $window || kill -TERM $window
check "the program ends when it is told to" timeout 30 tail --pid=$window -f /dev/null
wait $window || true
check "nothing was printed by the window" sh -c '! grep -qi "exception\|slf4j\|error" "$1"' sh "$results/window.log"
kill $server
wait $server 2>/dev/null || true
server=
display=
unset DISPLAY

step "The launcher of jpackage"
# It cannot set the locale, in which names are read; desktops set one with UTF-8.
check "it runs" user "$program/bin/kamcl-explorer" --version
check "it searches" user env LC_ALL=C.UTF-8 "$program/bin/kamcl-explorer" search "boats beside a pier"

step "Train $minutes minutes"
check "training runs" user "$kamcl" train "$program/lib/app/sample-data/tiles" --name proof \
  --minutes "$minutes" --set batchSize=8 --set queueSize=64
tail -n 5 "$results/last"
check "the run is listed" user "$kamcl" runs list
sed 's/^/        /' "$results/last"

step "Files outside the user's folders"
(cd "$root" && find . -xdev -newer "$results/marker" ! -path './home/tester*' ! -path './tmp*' ! -path './proc*' \
  ! -path './dev*' ! -path ./var/tmp -print) >"$results/written.txt"
check "nothing was written outside of the user's folders" test ! -s "$results/written.txt"
cat "$results/written.txt"
find "$root$program" -newer "$results/marker" >"$results/program.txt"
check "nothing was written into the folder of the program" test ! -s "$results/program.txt"
# SQLite has files there while it sorts; the time of /var/tmp itself changes.
find "$root/tmp" "$root/var/tmp" -mindepth 1 ! -path '*/.X11-unix*' >"$results/temporary.txt"
check "nothing was left in temporary folders" test ! -s "$results/temporary.txt"
(cd "$root/home/tester" && find . -newer "$results/marker" -type f -printf '%s %p\n' | sort -rn) >"$results/home.txt"
check "nothing was unpacked into the user's cache" sh -c \
  '! grep -q "/unpacked/\(pytorch\|jna\|sqlite\|javafx\|epsg\)" "$1"' sh "$results/home.txt"

if [ $kind = deb ]; then
  step "Upgrade"
  user "$kamcl" collections list >"$results/collections-before.txt" 2>&1 || true
  check "the new version replaces the one before" administrator apt-get install -y --no-install-recommends /new.deb
  check "its version is installed" sh -c \
    'test "$(chroot "$1" dpkg-query -f "\${Version}" -W kamcl-explorer)" = "$2"' sh "$root" "$(dpkg-deb -f "$package" Version)"
  user "$kamcl" collections list >"$results/collections-after.txt" 2>&1 || true
  check "the workspace is as before" cmp "$results/collections-before.txt" "$results/collections-after.txt"
  cat "$results/collections-after.txt"
  check "the run is still there" sh -c '"$@" | grep -q proof' sh chroot --userspec=tester "$root" \
    env HOME=/home/tester "$kamcl" runs list
  administrator dpkg -L kamcl-explorer >"$results/dpkg-files.txt"

  step "Remove"
  check "the package can be removed" administrator apt-get purge -y kamcl-explorer
  check "no folder is left" test ! -e "$root/opt/kamcl-explorer"
  rm "$root/old.deb" "$root/new.deb"
  files >"$results/files-after.txt"
  # Caches of the desktop that Debian's own triggers write belong to other packages.
  diff "$results/files-before.txt" "$results/files-after.txt" | grep '^>' |
    grep -v -e 'icon-theme.cache' -e 'mimeinfo.cache' -e '/var/lib/dpkg/' -e '/var/cache/' >"$results/leftovers.txt" || true
  check "nothing is left" test ! -s "$results/leftovers.txt"
  cat "$results/leftovers.txt"
  check "the user's workspace is kept" test -f "$root/home/tester/.local/share/kamcl/catalog.db"
fi

step "$failures failures; results in $results"
[ $failures = 0 ]
