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
