# Functions of the tests that use a package in a clean Debian; the tests read this file with ".". Nothing
# but Debian's minimal system and what the package asks for is in the root, which is kept in
# target/test-root. Whoever calls is root, in a mount namespace of its own (own_mounts), so the mounts below
# end with the script.
# shellcheck shell=bash

# own_mounts "$0" "$@": runs the script again where its mounts are seen by it only.
own_mounts() {
  [ -n "${KAMCL_TEST_MOUNTS:-}" ] || KAMCL_TEST_MOUNTS=own exec unshare -m "$@"
}

suite=${KAMCL_TEST_SUITE:-bookworm}
place=$PWD/target/test-root
base=$place/base-$suite
root=
home=/home/tester
results=
failures=0
server=
manager=
display=

step() { echo "== $(date -u +%T) $*"; }

# check TEXT COMMAND...: a line in the log; a failure does not end the test. The command can read what the one
# before printed, in results/last.
check() {
  local text=$1 code=0
  shift
  "$@" >"$results/new" 2>&1 || code=$?
  mv "$results/new" "$results/last"
  if [ $code = 0 ]; then
    echo "ok      $text"
  else
    echo "FAILED  $text"
    sed 's/^/        /' "$results/last" | tail -n 20
    failures=$((failures + 1))
  fi
}

# What a command prints is shown, and kept in results/last.
show() {
  sed 's/^/        /' "$results/last" | "$@"
}

# clean_root NAME: makes the root, root-NAME; the log and pictures of the test go to the folder results-NAME.
clean_root() {
  root=$place/root-$1
  results=$place/results-$1
  mkdir -p "$place/archives/partial"
  rm -rf "$results"
  mkdir -p "$results"
  trap stop_display EXIT
  step "A clean $suite: $base"
  if [ ! -f "$base/complete" ]; then
    rm -rf "$base"
    debootstrap --variant=minbase "$suite" "$base" >"$results/debootstrap.log"
    chroot "$base" apt-get update -qq
    touch "$base/complete"
  fi
  rm -rf --one-file-system "$root"
  cp -a --reflink=auto "$base" "$root"
  rm "$root/complete"
  # A mount of its own, as in a real system: Java asks where a folder is mounted.
  mount --bind "$root" "$root"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  mount --bind /proc "$root/proc"
  mount --bind /dev "$root/dev"
  # Java and the C library look there whether there are huge pages.
  mount --bind /sys "$root/sys"
  # Downloaded packages are kept for the next test; apt in the root deletes them unless told not to.
  mount --bind "$place/archives" "$root/var/cache/apt/archives"
  echo 'APT::Keep-Downloaded-Packages "true"; Binary::apt::APT::Keep-Downloaded-Packages "true";' \
    >"$root/etc/apt/apt.conf.d/99keep"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
  chroot "$root" useradd --create-home --shell /bin/bash tester
}

administrator() { DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }

# Tests that run at the same time share the downloaded packages, which apt locks.
offline_administrator() {
  DEBIAN_FRONTEND=noninteractive flock "$place/archives" unshare -n /usr/sbin/chroot "$root" "$@"
}

# Installs what a package needs, and nothing more, so that only the program's own files come and go later.
prepare() {
  DEBIAN_FRONTEND=noninteractive flock "$place/archives" chroot "$root" apt-get install -y --no-install-recommends "$@" \
    >"$results/dependencies.log" 2>&1 ||
    { tail -n 5 "$results/dependencies.log"; exit 1; }
}

# A command as the user, without network, without the variables of this shell.
user() {
  # shellcheck disable=SC2016 # expanded in the root
  unshare -n env -i PATH=/usr/local/bin:/usr/bin:/bin TERM=dumb ${display:+DISPLAY=$display} \
    /usr/sbin/chroot --userspec=tester "$root" \
    /bin/sh -c 'HOME=/home/tester; export HOME; cd; umask 022; exec "$@"' sh "$@"
}

# A virtual display that the root sees; with openbox, if there is one, as a desktop has a window manager.
start_display() {
  local number=70
  while [ -e /tmp/.X$number-lock ]; do number=$((number + 1)); done
  Xvfb :$number -screen 0 1440x900x24 -nolisten tcp >"$results/xvfb.log" 2>&1 &
  server=$!
  mkdir -p "$root/tmp/.X11-unix"
  chmod 1777 "$root/tmp" "$root/tmp/.X11-unix"
  until [ -S /tmp/.X11-unix/X$number ]; do sleep 0.1; done
  mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
  display=:$number
  export DISPLAY=:$number
  if command -v openbox >/dev/null; then
    openbox --config-file /dev/null >"$results/openbox.log" 2>&1 &
    manager=$!
  fi
}

stop_display() {
  local process
  for process in $manager $server; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  manager=
  server=
  display=
  unset DISPLAY
}

picture() { import -window root "$results/$1.png" || true; }

# The processes of Java in the root, of the script and of jpackage's launcher.
java_processes() {
  local process
  # shellcheck disable=SC2044 # names of processes are numbers
  for process in $(find /proc -maxdepth 2 -name exe \( -lname '*/runtime/bin/java' -o -lname '*/bin/kamcl-explorer' \) \
    2>/dev/null); do
    process=${process%/exe}
    [ "$(readlink "$process/root" 2>/dev/null)" != "$root" ] || echo "${process#/proc/}"
  done
}

# All files of the system, without the user's and temporary ones.
system_files() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./sys -o -path ./var/cache/apt -o -path ./var/log \
    -o -path ./var/lib/apt -o -path .$home -o -path ./tmp \) -prune -o -print | sort)
}

finish() {
  step "$failures failures; results in $results"
  [ $failures = 0 ]
}
