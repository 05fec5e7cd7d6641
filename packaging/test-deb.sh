#!/bin/bash
# Installs the .deb in a clean Debian and uses the program there, as a person does: as an ordinary user,
# without Java and without network. With --image, uses the .tar.gz there instead, without installing it.
#
#   packaging/test-deb.sh [--previous FILE.deb] [PACKAGE]
#   packaging/test-deb.sh --image [PACKAGE]
#
# --previous names the package of an earlier version: it is installed and used first, then upgraded. Without
# it, the same files with an earlier version take its place, which tests the package but no migration.
#
# Run it as root. Needs debootstrap, xvfb, xdotool, imagemagick and sqlite3 here; uses openbox if there is one.
# KAMCL_TEST_MINUTES: how long to train (default 2). Results: target/test-root/results-deb, results-image.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/clean-root.sh
. packaging/clean-root.sh
own_mounts packaging/test-deb.sh "$@"
kind=deb
previous=
while [ $# -gt 0 ]; do
  case $1 in
    --image) kind=image ;;
    --previous)
      previous=$(realpath "$2")
      shift
      ;;
    *) break ;;
  esac
  shift
done
minutes=${KAMCL_TEST_MINUTES:-2}
case $kind in
  deb) package=${1:-$(find target/installer -maxdepth 1 -name '*_amd64.deb' | head -n 1)} ;;
  image) package=${1:-$(find target/installer -maxdepth 1 -name '*.tar.gz' | head -n 1)} ;;
esac
[ -f "$package" ] || { echo "test-deb.sh: there is no package; build it, or name its file." >&2; exit 2; }
photos=$home/Fotos-é中

clean_root $kind

step "Prepare"
if [ $kind = deb ]; then
  cp "$package" "$root/new.deb"
  if [ -n "$previous" ]; then
    cp "$previous" "$root/old.deb"
  else
    work=$(mktemp -d "$place/work.XXXXXX")
    dpkg-deb -R "$package" "$work/old"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$work/old/DEBIAN/control"
    dpkg-deb -Znone --build "$work/old" "$root/old.deb" >/dev/null
    rm -rf "$work"
  fi
  dpkg-deb -I "$package" >"$results/control.txt"
  depends=$({ dpkg-deb -f "$root/old.deb" Depends; echo ", "; dpkg-deb -f "$package" Depends; } |
    sed 's/([^)]*)//g; s/|[^,]*//g; s/,/ /g' | tr -s ' \n' '\n' | sort -u)
  # What writes the caches of a desktop: an installation and a removal change them.
  depends="$depends desktop-file-utils shared-mime-info hicolor-icon-theme libgtk-3-bin man-db"
else
  # An archive does not install what it needs; the README names it. A desktop has it.
  depends="libgtk-3-0 libxxf86vm1 libxtst6 libasound2 libfreetype6 libharfbuzz0b liblcms2-2 libjpeg62-turbo libgif7 libpng16-16 libfontconfig1"
fi
# shellcheck disable=SC2086 # words
prepare $depends
# Debian updates the index of the manual at each installation and, completely, once a day.
[ $kind = image ] || administrator mandb -q
system_files >"$results/files-before.txt"
check "no Java in the root" sh -c '! chroot "$1" /bin/sh -c "command -v java"' sh "$root"
if [ $kind = deb ]; then
  kamcl=/usr/bin/kamcl
  program=/opt/kamcl-explorer
else
  user mkdir "$home/apps"
  cp "$package" "$root$home/package.tar.gz"
  check "the archive is unpacked by the user" user tar -C "$home/apps" -xzf "$home/package.tar.gz"
  rm "$root$home/package.tar.gz"
  program=$(echo "$root$home"/apps/*)
  program=${program#"$root"}
  kamcl=$program/bin/kamcl
fi
samples=$program/lib/app/sample-data/tiles

# What the user sees of the workspace; an upgrade changes none of it.
workspace_state() {
  echo "Collections:" && user "$kamcl" collections list
  echo "Tag pier:" && user "$kamcl" tags list pier
  echo "Ranking:" && user "$kamcl" search --print0 --no-history --top 10 "boats beside a pier" | tr '\0' '\n'
  echo "Saved search:" && user "$kamcl" search --history | grep -o 'piers.*beside a pier'
  echo "Runs:" && user "$kamcl" runs list
  echo "Models:" && user "$kamcl" models list
}
refused() { ! "$@"; }
index_photos() {
  user mkdir "$photos"
  cp "$root$samples"/olinda*.jpg "$root$photos/"
  mv "$root$photos/olinda-l7_01.jpg" "$root$photos/São 中.jpg"
  administrator chown -R tester: "$photos"
  check "names with other letters are found in the locale C" user "$kamcl" index "$photos"
}

if [ $kind = deb ]; then
  step "The version before: $(dpkg-deb -f "$root/old.deb" Version)"
  check "it is installed without network" offline_administrator apt-get install -y --no-install-recommends /old.deb
  check "its version is printed" user "$kamcl" --version
  show cat
  index_photos
  check "it tags an image" user "$kamcl" tags add pier "$photos/São 中.jpg"
  check "it saves a search" user "$kamcl" search --save piers "boats beside a pier"
  check "it trains" user "$kamcl" train "$samples" --name before --minutes 0.2 --set batchSize=8 --set queueSize=64
  check "its workspace is listed" workspace_state
  cp "$results/last" "$results/workspace-before.txt"
  cp -a "$root$home/.local/share/kamcl/catalog.db" "$results/catalog-before.db"

  step "Upgrade to $(dpkg-deb -f "$package" Version)"
  check "the new version replaces the one before, without network" \
    offline_administrator apt-get install -y --no-install-recommends /new.deb
  check "its version is installed" sh -c \
    'test "$(chroot "$1" dpkg-query -f "\${Version}" -W kamcl-explorer)" = "$2"' sh "$root" "$(dpkg-deb -f "$package" Version)"
  (cd "$root" && find opt/kamcl-explorer | sed 's,^,/,' | sort) >"$results/installed.txt"
  administrator dpkg -L kamcl-explorer | grep '^/opt/kamcl-explorer' | sort >"$results/package.txt"
  check "no file of the version before is left" cmp "$results/installed.txt" "$results/package.txt"
  check "the workspace is listed" workspace_state
  cp "$results/last" "$results/workspace-after.txt"
  check "the workspace is as before" diff "$results/workspace-before.txt" "$results/workspace-after.txt"
  sqlite3 "$results/catalog-before.db" .schema | sort >"$results/schema-before.txt"
  sqlite3 "$root$home/.local/share/kamcl/catalog.db" .schema | sort >"$results/schema-after.txt"
  echo "        lines of the schema that the upgrade added: $(comm -13 "$results/schema-before.txt" "$results/schema-after.txt" | wc -l)"
  sed 's/^/        /' "$results/workspace-after.txt"
fi
du -sm --apparent-size "$root$program" | awk '{ print "        " $1 " MB installed" }'
check "less than 750 MB are installed" test "$(du -sm --apparent-size "$root$program" | cut -f 1)" -lt 750
touch "$results/marker"

step "Start without a display"
check "the version is printed" user "$kamcl" --version
show cat
check "the tour runs in the terminal" user "$kamcl" tour
cp "$root$home/.local/share/kamcl/window.png" "$results/tour.png" || true
check "the installation is healthy" user "$kamcl" doctor
show cat
[ $kind = deb ] || index_photos
check "a search finds images" user "$kamcl" search "boats beside a pier"
show sed -n 1,4p
check "nothing is said about logging" sh -c '! grep -qi slf4j "$1"' sh "$results/last"
check "a search that logs much" user env KAMCL_JAVA_OPTIONS=-Dkamcl.log=DEBUG "$kamcl" search --no-history pier
check "the log is in the user's state folder" grep -rq org.kamcl "$root$home/.local/state/kamcl"
check "a GeoTIFF with a coordinate reference system is indexed" \
  user "$kamcl" index "$program/lib/app/sample-data/scenes"
for name in hits.parquet hits.gpkg hits.geojson hits.csv hits.stac.json hits.html; do
  check "hits are exported as $name" user "$kamcl" search --no-history --top 5 --export "$name" pier
  check "$name is written" test -s "$root$home/$name"
done
check "the Parquet file is whole" sh -c \
  'test "$(head -c 4 "$1")$(tail -c 4 "$1")" = PAR1PAR1' sh "$root$home/hits.parquet"
check "a GPU that is not there is refused" refused user "$kamcl" search --no-history --device gpu:0 pier
show cat
check "by name" sh -c 'grep -q "^kamcl: error: The device gpu:0 is not available" "$1" && ! grep -q Exception "$1"' sh "$results/last"

step "Settings in force"
for shell in bash-completion/completions/kamcl fish/vendor_completions.d/kamcl.fish man/man1/kamcl.1.gz; do
  [ $kind = image ] || check "/usr/share/$shell is there" test -s "$root/usr/share/$shell"
done
# What Java says of its options.
user env KAMCL_JAVA_OPTIONS=-XX:+PrintFlagsFinal "$kamcl" --version >"$results/flags.txt" 2>&1 || true
for flag in 'UseSerialGC += true' 'UsePerfData += false' 'UseTransparentHugePages += true' \
  'MaxHeapSize += 2147483648' 'InitialHeapSize += 134217728' 'MaxNewSize += 67108864' \
  'MinHeapFreeRatio += 10' 'MaxHeapFreeRatio += 30' 'Tier4InvocationThreshold += 100000' \
  'Tier4BackEdgeThreshold += 800000'; do
  check "Java: $flag" grep -Eq " $flag " "$results/flags.txt"
done
check "the user's own Java options count" sh -c '"$@" | grep -Eq " MaxHeapSize += 1073741824 "' sh \
  unshare -n /usr/sbin/chroot --userspec=tester "$root" env HOME=$home \
  KAMCL_JAVA_OPTIONS="-Xmx1g -XX:+PrintFlagsFinal" "$kamcl" --version
# What libgomp says of its settings when the engine loads it: of the script, which sets them before the
# process starts, and of jpackage's launcher, where the program sets them before the engine loads.
for launcher in "$kamcl" "$program/bin/kamcl-explorer"; do
  user env LC_ALL=C.UTF-8 OMP_DISPLAY_ENV=verbose "$launcher" search --no-history pier \
    >"$results/openmp-${launcher##*/}.txt" 2>&1 || true
  for setting in "OMP_WAIT_POLICY = 'PASSIVE'" "GOMP_SPINCOUNT = '0'"; do
    check "${launcher##*/}: $setting" grep -q "$setting" "$results/openmp-${launcher##*/}.txt"
  done
done
if [ $kind = deb ]; then
  check "the class archive is used" sh -c \
    '"$@" | grep -q "org.kamcl.explorer.app.Launcher source: shared objects file"' sh \
    unshare -n /usr/sbin/chroot --userspec=tester "$root" env HOME=$home \
    KAMCL_JAVA_OPTIONS=-Xlog:class+load:stdout "$kamcl" --version
fi

# The native memory of the largest process of Java once it computes: maximum resident memory of the heap
# of malloc and how much of it is in huge pages (kB), the number of further heaps, which have 64 MB each, and
# of the largest part of the heap whether glibc advised huge pages and the kernel would give them.
measure() {
  local name=$1 process most=0 size
  for _ in $(seq 600); do
    for process in $(java_processes); do
      size=$(awk '/^[0-9a-f]+-/ { heap = /\[heap\]/ } heap && /^Rss:/ { rss += $2 } END { print rss + 0 }' "/proc/$process/smaps" 2>/dev/null || true)
      if [ "${size:-0}" -gt "$most" ]; then
        most=$size
        cat "/proc/$process/smaps" >"$results/$name.new" 2>/dev/null || continue
        mv "$results/$name.new" "$results/$name-smaps.txt"
        tr '\0' '\n' <"/proc/$process/environ" >"$results/$name-environment.txt" || true
        tr '\0' '\n' <"/proc/$process/cmdline" >"$results/$name-command.txt" || true
        grep Threads "/proc/$process/status" >"$results/$name-threads.txt" || true
      fi
    done
    [ "$most" -lt "$2" ] && kill -0 "$training" 2>/dev/null || break
    sleep 0.5
  done
  # Perl is part of every Debian, and reads numbers of 64 bits.
  perl -ne '
    no warnings "portable";
    if (/^([0-9a-f]+)-([0-9a-f]+) (\S+)/) {
      my ($low, $high) = (hex $1, hex $2);
      $heap = /\[heap\]$/;
      $part = $high - $low if $heap;
      $largest = $part if $now = $heap && $part > $largest;
      $heaps++ if $low == $last && $3 =~ /^---p/ && $first % 0x4000000 == 0 && $high - $first == 0x4000000;
      ($first, $last) = ($low, $high);
    }
    next if !$heap;
    $rss += $1 if /^Rss: +(\d+)/;
    $huge += $1 if /^AnonHugePages: +(\d+)/;
    $eligible = $1 if $now && /^THPeligible: +(\d)/;
    $advised = / hg/ if $now && /^VmFlags:/;
    END { printf "%d %d %d %d %d\n", $rss, $huge, $heaps, $advised, $eligible }
  ' "$results/$name-smaps.txt" >"$results/$name.txt"
  read -r heap huge heaps advised eligible <"$results/$name.txt"
  echo "        $name: $heap kB in the heap of malloc, $huge kB in huge pages, $heaps further heaps," \
    "$(tr '\n' ' ' <"$results/$name-threads.txt")"
}

step "Train $minutes minutes"
begin=$(date +%s)
(user "$kamcl" train "$samples" --name proof --minutes "$minutes" --epochs 500 --set patience=500 --set batchSize=8 --set queueSize=64 \
  >"$results/training.txt" 2>&1 || echo "exit code $?" >>"$results/training.txt") &
training=$!
# 300 MB are reached when the first steps are computed.
measure training 300000
check "large blocks are in the heap" test "$heap" -gt 300000
# That the setting is in force is one question, how many huge pages the kernel can give another: it needs free
# blocks of 2 MB, so a share of the heap would test the machine. Where all memory gets huge pages, glibc gives no
# advice; where none does, there is nothing to see.
thp=$(sed 's/.*\[\(.*\)\].*/\1/' /sys/kernel/mm/transparent_hugepage/enabled)
# shellcheck disable=SC2016 # expanded in the root
check "glibc knows its setting" sh -c '"$@" | grep -q "^glibc.malloc.hugetlb: 0x1 "' sh chroot "$root" \
  env "$(grep '^GLIBC_TUNABLES=' "$results/training-environment.txt")" /lib64/ld-linux-x86-64.so.2 --list-tunables
[ "$thp" != madvise ] || check "glibc advised huge pages" test "$advised" = 1
if [ "$thp" != never ]; then
  check "the heap may be in huge pages" test "$eligible" = 1
  blocks=$(awk '/Normal|DMA32/ { for (i = 14; i <= NF; i++) n += $i } END { print n + 0 }' /proc/buddyinfo)
  echo "        huge pages: $thp, $((huge * 100 / heap))% of the heap, blocks of memory that are free for more: $blocks"
  [ "$huge" = 0 ] && [ "$blocks" = 0 ] || check "some of it is" test "$huge" -gt 0
fi
check "there is one native heap" test "$heaps" = 0
for setting in OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=0 MALLOC_MMAP_THRESHOLD_=1073741824 \
  MALLOC_TRIM_THRESHOLD_=1073741824 MALLOC_ARENA_MAX=1 GLIBC_TUNABLES=glibc.malloc.hugetlb=1 \
  OPT_OUT_TRACKING=true 'L[CA]_[A-Z]*=C.UTF-8'; do
  check "environment: $setting" grep -qx -- "$setting" "$results/training-environment.txt"
done
wait $training
tr '\r' '\n' <"$results/training.txt" | grep -av '^ *$' | tail -n 4 | sed 's/^/        /'
check "training ended well" sh -c '! grep -q "exit code" "$1"' sh "$results/training.txt"
check "it took the time that it was given" perl -e 'exit($ARGV[0] < $ARGV[1] * 60)' $(($(date +%s) - begin)) "$minutes"
check "the run is listed" sh -c '"$@" | tee /dev/stderr | grep -q proof' sh \
  unshare -n /usr/sbin/chroot --userspec=tester "$root" env HOME=$home "$kamcl" runs list
show cat
# The opposite, so that a measurement that finds what it expects in any process would be noticed.
(user env MALLOC_ARENA_MAX=8 MALLOC_MMAP_THRESHOLD_=131072 GLIBC_TUNABLES=glibc.malloc.hugetlb=0 "$kamcl" train \
  "$samples" --name opposite --minutes 0.3 --set batchSize=8 --set queueSize=64 >"$results/opposite-training.txt" 2>&1 || true) &
training=$!
measure opposite 300000 &
wait $training
wait
read -r heap huge heaps advised eligible <"$results/opposite.txt"
check "without the settings, large blocks are elsewhere, and there are more heaps" \
  test "$heap" -lt 300000 -a "$advised" = 0 -a "$heaps" -gt 0
[ "$thp" != madvise ] || check "and the heap is in small pages" test "$huge" = 0

step "The window"
start_display
if [ $kind = deb ]; then
  # As the menu of the desktop does.
  command=$(sed -n 's/^Exec=//p' "$root/usr/share/applications/org.kamcl.Explorer.desktop")
else
  command=$kamcl
fi
user "$command" >"$results/window.log" 2>&1 &
window=$!
check "the window appears" timeout 60 xdotool search --sync --onlyvisible --name KAMCL
sleep "${KAMCL_TEST_WAIT:-15}"
picture window-start
# The tour of the first start is skipped.
xdotool key Escape || true
sleep 1
xdotool mousemove 500 40 click 1 key ctrl+a type "boats beside a pier" || true
xdotool key Return || true
sleep "${KAMCL_TEST_WAIT:-15}"
picture window-search
check "the window is still open after a search" test -n "$(java_processes)"
# SIGTERM closes the window in the same way as the end of a session.
kill -TERM "$(java_processes)"
check "the program ends when it is told to" timeout 30 tail --pid=$window -f /dev/null
wait $window || true
user "$kamcl" --theme dark --language zh >"$results/window-zh.log" 2>&1 &
window=$!
check "a Chinese window appears" timeout 60 xdotool search --sync --onlyvisible --name KAMCL
sleep "${KAMCL_TEST_WAIT:-15}"
picture window-zh
kill -TERM "$(java_processes)"
check "it ends when it is told to" timeout 30 tail --pid=$window -f /dev/null
wait $window || true
check "nothing was printed by the windows" sh -c \
  '! grep -i "exception\|slf4j\|error" "$@"' sh "$results/window.log" "$results/window-zh.log"
stop_display

step "The launcher of jpackage"
# It cannot set the locale, in which names are read; desktops set one with UTF-8.
check "it runs" user "$program/bin/kamcl-explorer" --version
check "it searches" user env LC_ALL=C.UTF-8 "$program/bin/kamcl-explorer" search "boats beside a pier"

step "A crash of Java"
# As in a native library, of a process that was started in some folder. The report of the program finds it.
logs=$root$home/.local/state/kamcl
user mkdir "$home/somewhere"
crashes=0
# shellcheck disable=SC2016 # expanded in the root
crash() {
  local process='' threads _
  crashes=$((crashes + 1))
  user sh -c 'cd somewhere && exec "$@"' sh env LC_ALL=C.UTF-8 "$1" train "$samples" --name "crash$crashes" --minutes 5 \
    --set batchSize=8 --set queueSize=64 >"$results/crash-${1##*/}.txt" 2>&1 &
  # When its threads run, Java handles signals.
  for _ in $(seq 120); do
    # The launcher begins as two processes.
    process=$(java_processes | tail -n 1)
    threads=$(awk '/^Threads/ { print $2 }' "/proc/$process/status" 2>/dev/null || true)
    [ "${threads:-0}" -lt 15 ] || break
    sleep 0.5
  done
  crashed=hs_err_pid$process.log
  check "${1##*/} runs and is killed" kill -SEGV "$process"
  wait $! || true
}
rm -r "$logs"
crash "$kamcl"
check "of the script, in its first start: it is noted beside the logs" test -s "$logs/$crashed"
crash "$program/bin/kamcl-explorer"
check "of jpackage's launcher, which cannot name a folder: it is noted where the program ran" \
  test -s "$root$home/somewhere/$crashed"
check "a report can be written" user "$kamcl" doctor --report report.zip
check "it has the crash" grep -qaF "crashes/$crashed" "$root$home/report.zip"
check "which is beside the logs now" test -s "$logs/$crashed" -a ! -e "$root$home/somewhere/$crashed"
crash "$program/bin/kamcl-explorer"
check "the next start of the launcher finds a crash as well" user "$program/bin/kamcl-explorer" --version
check "and moves it" test -s "$logs/$crashed" -a ! -e "$root$home/somewhere/$crashed"
check "no other note is left" sh -c '! ls "$1"/process-* 2>/dev/null' sh "$logs"

step "Files outside the user's folders"
(cd "$root" && find . -xdev -newer "$results/marker" ! -path ".$home*" ! -path './tmp*' ! -path './proc*' ! -path './sys*' ! -path './var/cache/apt*' \
  ! -path './dev*' ! -path ./var/tmp -print) >"$results/written.txt"
check "nothing was written outside of the user's folders" test ! -s "$results/written.txt"
cat "$results/written.txt"
find "$root$program" -newer "$results/marker" >"$results/program.txt"
check "nothing was written into the folder of the program" test ! -s "$results/program.txt"
# SQLite has files there while it sorts; the time of /var/tmp itself changes.
find "$root/tmp" "$root/var/tmp" -mindepth 1 ! -path '*/.X11-unix*' >"$results/temporary.txt"
check "nothing was left in temporary folders" test ! -s "$results/temporary.txt"
cat "$results/temporary.txt"
(cd "$root$home" && find . -newer "$results/marker" -type f -printf '%s %p\n' | sort -rn) >"$results/home.txt"
check "nothing was unpacked into the user's cache" sh -c \
  '! grep -q "/unpacked/\(pytorch\|jna\|sqlite\|javafx\|epsg\)" "$1"' sh "$results/home.txt"

if [ $kind = deb ]; then
  step "Desktop, shells and manual"
  check "the desktop entry is valid" administrator desktop-file-validate /usr/share/applications/org.kamcl.Explorer.desktop
  check "the cache of icons has the program's" grep -q org.kamcl.Explorer "$root/usr/share/icons/hicolor/icon-theme.cache"
  check "man finds the page" user man -w kamcl
  check "the page of a command is readable" sh -c '"$@" | grep -q "SYNOPSIS"' sh \
    unshare -n /usr/sbin/chroot --userspec=tester "$root" env HOME=$home man kamcl-search
  check "no file type is associated" sh -c '! grep -rqs kamcl "$1"/usr/share/mime "$1"/usr/share/applications/mimeinfo.cache' sh "$root"

  step "Remove"
  (cd "$root$home" && find . -type f -exec sha256sum {} + | sort -k 2) >"$results/home-before.txt"
  check "the package can be removed" offline_administrator apt-get remove -y kamcl-explorer
  check "no folder is left" test ! -e "$root/opt/kamcl-explorer"
  # There is no configuration that a purge would remove.
  check "dpkg does not know it any more" sh -c '! chroot "$1" dpkg-query -W kamcl-explorer' sh "$root"
  rm "$root/old.deb" "$root/new.deb"
  administrator mandb -q
  system_files >"$results/files-after.txt"
  # dpkg removes /opt with the last package that has something in it.
  grep -vx -e './old.deb' -e './new.deb' -e './opt' "$results/files-before.txt" >"$results/files-expected.txt"
  check "the same files are there as before the installation" diff "$results/files-expected.txt" "$results/files-after.txt"
  # Menus, caches of icons, of file types and of the manual, lists of packages.
  (cd "$root" && grep -rli --exclude-dir=apt --exclude-dir=log kamcl etc usr var) >"$results/named.txt" || true
  check "no file of the system names the program" sh -c '! grep -v "^var/lib/dpkg/.*-old$" "$1"' sh "$results/named.txt"
  (cd "$root$home" && find . -type f -exec sha256sum {} + | sort -k 2) >"$results/home-after.txt"
  check "the user's files are as before" cmp "$results/home-before.txt" "$results/home-after.txt"
  check "among them the workspace" test -s "$root$home/.local/share/kamcl/catalog.db"
fi
finish
