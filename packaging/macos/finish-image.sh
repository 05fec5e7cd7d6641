#!/bin/sh
# Completes the application image of jpackage on macOS.
#
#   finish-image.sh IMAGE VERSION
set -eu
image=$1
version=$2
# jpackage refuses versions that begin with 0; what people see is the real one.
plutil -replace CFBundleShortVersionString -string "${version%%-*}" "$image/Contents/Info.plist"
# A change ends the validity of the signature; "-" signs for this computer and others that allow it.
codesign --force --deep --sign "${KAMCL_SIGNING_IDENTITY:--}" "$image"
