#!/usr/bin/env bash
# Completes the application image that jpackage made, on the platform it is for, and on Linux makes the
# packages. The profile "installer" calls it.
#
#   finish-image.sh FOLDER COMMANDS VERSION OUTPUT
#
# FOLDER contains the image, COMMANDS the completions and man pages. KAMCL_PACKAGES selects what is made
# on Linux (default: "deb rpm tar").
set -euo pipefail
folder=$1
commands=$2
version=$3
output=$4
here=$(cd "$(dirname "$0")" && pwd)
case $(uname -s) in
  Linux)
    "$here/linux/finish-image.sh" "$folder/kamcl-explorer" "$commands"
    # shellcheck disable=SC2086 # words
    "$here/linux/build-packages.sh" "$folder/kamcl-explorer" "$version" "$output" ${KAMCL_PACKAGES:-deb rpm tar}
    ;;
  Darwin)
    "$here/macos/finish-image.sh" "$folder/KAMCL Explorer.app" "$version"
    ;;
esac
