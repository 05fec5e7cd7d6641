#!/bin/bash
# Measures what a person needs from the .deb to a ranked answer about an own folder, in a clean Debian with
# the libraries of a desktop, without Java and without network: installs the package, starts the program
# from its desktop entry, chooses the folder in the dialog of the system, types a query, and presses Enter.
# It must take less than three minutes.
#
#   packaging/test-first-answer.sh FOLDER [PACKAGE]
#
# FOLDER has the images. Run it as root. Needs debootstrap, xvfb, openbox, xdotool, imagemagick and sqlite3
# here. Pictures of each step: target/test-root/results-answer.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=packaging/clean-root.sh
. packaging/clean-root.sh
own_mounts packaging/test-first-answer.sh "$@"
[ -d "${1:-}" ] || { echo "test-first-answer.sh: name a folder with images." >&2; exit 2; }
photos=$(realpath "$1")
package=${2:-$(find target/installer -maxdepth 1 -name '*_amd64.deb' | head -n 1)}
[ -f "$package" ] || { echo "test-first-answer.sh: there is no package; build it, or name its file." >&2; exit 2; }

clean_root answer
# shellcheck disable=SC2046 # words
prepare $(dpkg-deb -f "$package" Depends | sed 's/([^)]*)//g; s/|[^,]*//g; s/,/ /g') \
  desktop-file-utils shared-mime-info hicolor-icon-theme libgtk-3-bin adwaita-icon-theme fonts-dejavu-core
check "no Java in the root" sh -c '! chroot "$1" /bin/sh -c "command -v java"' sh "$root"
cp "$package" "$root/package.deb"
user mkdir -p "$home/Pictures/Survey"
cp "$photos"/* "$root$home/Pictures/Survey/"
administrator chown -R tester: "$home/Pictures"
count=$(find "$root$home/Pictures/Survey" -type f | wc -l)
start_display
catalog=$root$home/.local/share/kamcl/catalog.db
begin=$(date +%s%N)
mark() {
  local now
  now=$(date +%s%N)
  echo "        $(((now - begin) / 1000000000)).$(((now - begin) / 100000000 % 10)) s: $*"
}

# reach NUMBER QUERY: waits until a number in the catalog is reached, at most two minutes.
reach() {
  local number=0 _
  for _ in $(seq 400); do
    number=$(sqlite3 -readonly "$catalog" "$2" 2>/dev/null || echo 0)
    [ "$number" -lt "$1" ] || return 0
    sleep 0.3
  done
  echo "$number of $1: $2" >&2
  return 1
}
embeddings="SELECT count(*) FROM embeddings"
samples=$(dpkg-deb -c "$package" | grep -c '/sample-data/tiles/.*\.jpg$')

# Waits until a tenth of the place of the hits has changed, as pictures change it, and the rest follows.
hits() { import -window root -crop 680x780+740+80 +repage "$results/$1.png"; }
answered() {
  local changed _
  for _ in $(seq 60); do
    sleep 0.5
    hits now
    changed=$(compare -metric AE "$results/before.png" "$results/now.png" null: 2>&1 || true)
    if [ "${changed%%[!0-9]*}" -gt 53000 ]; then
      sleep 1
      return 0
    fi
  done
  echo "$changed pixels have changed"
  return 1
}

step "From the package to the answer"
check "the package is installed" offline_administrator apt-get install -y --no-install-recommends /package.deb
mark "installed"
# As a click in the menu of the desktop does.
user gtk-launch org.kamcl.Explorer >"$results/window.log" 2>&1 &
check "the window appears" timeout 60 xdotool search --sync --onlyvisible --name KAMCL
mark "the window is visible"
check "the samples can be searched" reach "$samples" "$embeddings"
mark "$samples samples can be searched"
sleep 3
picture 1-tour
xdotool key Escape
sleep 1
picture 2-start
# The button "Choose folder..." of the page at the start.
xdotool mousemove ${KAMCL_TEST_BUTTON:-1241 513} click 1
sleep 2
picture 3-dialog
mark "the dialog is open"
xdotool type "$home/Pictures/Survey"
sleep 1
picture 4-typed
xdotool key Return
sleep 2
picture 5-chosen
check "the own images can be searched" reach $((samples + count)) "$embeddings"
mark "$count own images can be searched"
sleep 1
picture 6-indexed
# The message about the added images goes by itself.
sleep 6
hits before
xdotool mousemove 500 44 click 1 key ctrl+a type "a harbor with boats"
xdotool key Return
check "the query is answered" answered
end=$(date +%s%N)
mark "the answer is on the screen"
picture 7-answer
check "in less than three minutes" test $(((end - begin) / 1000000000)) -lt 180
kill -TERM "$(java_processes)"
stop_display
finish
