#!/bin/sh
# Renders kamcl.svg to the icons of the three platforms. Needs rsvg-convert (librsvg2-bin), png2icns
# (icnsutils) and icotool (icoutils). The results are committed, so that a build needs none of them.
set -eu
cd "$(dirname "$0")"
for size in 16 24 32 48 64 128 256 512; do
  rsvg-convert -w $size -h $size kamcl.svg -o kamcl-$size.png
done
icotool -c -o kamcl.ico kamcl-16.png kamcl-24.png kamcl-32.png kamcl-48.png kamcl-64.png kamcl-256.png
png2icns kamcl.icns kamcl-16.png kamcl-32.png kamcl-48.png kamcl-128.png kamcl-256.png kamcl-512.png >/dev/null
rm kamcl-512.png
