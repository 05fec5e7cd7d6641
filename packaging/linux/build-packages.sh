#!/bin/bash
# Makes the .deb, the .rpm and the .tar.gz from the completed application image.
#
#   build-packages.sh IMAGE VERSION OUTPUT [deb] [rpm] [tar]
#
# Needs dpkg-deb and dpkg-shlibdeps (dpkg-dev) and binutils; for the .rpm also rpmbuild (rpm). jpackage
# itself would put all files below one folder, install the desktop entry with a script that leaves files
# behind, and leave out man pages, completions and AppStream data, so it makes the image only.
set -euo pipefail
image=$(realpath "$1")
version=$2
output=$(mkdir -p "$3" && realpath "$3")
shift 3
kinds=${*:-deb rpm tar}
here=$(realpath "$(dirname "$0")")
project=$(realpath "$here/../..")
name=kamcl-explorer
title="KAMCL Explorer"
maintainer=${KAMCL_MAINTAINER:-The KAMCL Explorer developers <kamcl@example.org>}
# Pre-releases sort before the release: 0.2.0~snapshot < 0.2.0.
release=$(echo "$version" | tr '[:upper:]' '[:lower:]' | sed 's/-/~/; s/-/./g')
level=${KAMCL_XZ_LEVEL:-6}
date=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%F)
work=$(mktemp -d "${TMPDIR:-/tmp}/kamcl.XXXXXX")
trap 'rm -rf "$work"' EXIT
root=$work/root

if [[ $kinds == *tar* ]]; then
  # Without the archive of classes, which is valid in /opt/kamcl-explorer only.
  tar -C "$(dirname "$image")" --owner=0 --group=0 --numeric-owner --sort=name \
    --transform "s,^$(basename "$image"),$name-$version," --exclude "$(basename "$image")/lib/app/kamcl.jsa" \
    -cf - "$(basename "$image")" | gzip -6n >"$output/$name-$version-linux-x86_64.tar.gz"
fi
[[ $kinds == *deb* || $kinds == *rpm* ]] || exit 0

# The files as they will be installed.
mkdir -p "$root/opt" "$root/usr/bin" "$root/usr/share"
cp -a "$image" "$root/opt/$name"
mv "$root/opt/$name/share"/* "$root/usr/share/"
rmdir "$root/opt/$name/share"
ln -s "/opt/$name/bin/kamcl" "$root/usr/bin/kamcl"
sed -i "s/@VERSION@/$version/; s/@DATE@/$date/" "$root/usr/share/metainfo/org.kamcl.Explorer.metainfo.xml"
documents=$root/usr/share/doc/$name
mkdir -p "$documents"
cp "$project/NOTICE" "$documents/NOTICE"
gzip -9nc "$project/CHANGELOG.md" >"$documents/CHANGELOG.md.gz"
# In Debian's format, which tools read at upgrades.
{
  printf '%s (%s) stable; urgency=medium\n\n' "$name" "$release"
  printf '  * Version %s. What changed is in CHANGELOG.md.gz.\n\n' "$version"
  printf ' -- %s  %s\n' "$maintainer" "$(LC_ALL=C date -u -d "$date" -R)"
} | gzip -9nc >"$documents/changelog.gz"
{
  echo "Upstream-Name: $title"
  echo
  echo "Files: *"
  echo "Copyright: ${date%%-*} The KAMCL Explorer developers"
  echo "License: Apache-2.0"
  echo " The full text is in /usr/share/common-licenses/Apache-2.0. Libraries, data and their licenses"
  echo " are listed in /usr/share/doc/$name/NOTICE, those of Java in /opt/$name/lib/runtime/legal."
} >"$documents/copyright"
find "$root" -type d -exec chmod 755 {} +

# What the program's libraries need from the system. OpenGL is optional: without it, JavaFX draws in
# software.
mapfile -t libraries < <(find "$root/opt" -type f \( -name '*.so' -o -name '*.so.*' -o -perm -100 \) \
  ! -name 'libprism_es2.so' -exec sh -c 'head -c 4 "$1" | grep -q ELF && echo "$1"' sh {} \;)

if [[ $kinds == *deb* ]]; then
  mkdir -p "$work/deb/debian" "$root/DEBIAN"
  printf 'Source: %s\nMaintainer: %s\n\nPackage: %s\nArchitecture: amd64\nDescription: x\n' \
    "$name" "$maintainer" "$name" >"$work/deb/debian/control"
  folders=()
  for folder in $(find "$root/opt" -name '*.so*' -printf '%h\n' | sort -u); do
    folders+=("-l$folder")
  done
  depends=$(cd "$work/deb" && dpkg-shlibdeps -O --ignore-missing-info "${folders[@]}" \
    "${libraries[@]/#/-e}" 2>"$work/shlibdeps.log" | sed -n 's/^shlibs:Depends=//p')
  [ -n "$depends" ] || { cat "$work/shlibdeps.log" >&2; exit 1; }
  # The name since Debian 13 and Ubuntu 24.04 as well; not all libraries there have the earlier one.
  depends=$(echo "$depends" | sed -E 's/(libgtk-3-0|libglib2\.0-0|libasound2) (\([^)]*\))/\1 \2 | \1t64 \2/g; s/(libgtk-3-0|libglib2\.0-0|libasound2)(,|$)/\1 | \1t64\2/g')
  cat >"$root/DEBIAN/control" <<CONTROL
Package: $name
Version: $release
Section: science
Priority: optional
Architecture: amd64
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size --exclude=DEBIAN "$root" | cut -f 1)
Depends: $depends
Recommends: libgl1, xdg-utils
Suggests: fonts-noto-cjk
Description: find places in aerial and satellite imagery by describing them
 KAMCL Explorer finds places in an archive of aerial and satellite images by
 words. It shows the ranked results on a map and the reason for each hit, and
 trains and evaluates models. It contains its own Java and needs no network.
CONTROL
  (cd "$root" && find opt usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
  # xz: read by every dpkg, and a tenth smaller than zstd at its highest level.
  dpkg-deb --root-owner-group -Zxz "-z$level" --build "$root" "$output/${name}_${release}_amd64.deb"
  rm -r "$root/DEBIAN"
fi

if [[ $kinds == *rpm* ]]; then
  # zsh of the distributions with RPM looks in site-functions.
  mkdir -p "$root/usr/share/zsh/site-functions"
  mv "$root/usr/share/zsh/vendor-completions/_kamcl" "$root/usr/share/zsh/site-functions/_kamcl"
  rmdir "$root/usr/share/zsh/vendor-completions"
  own=$(printf '%s\n' "${libraries[@]##*/}" | sort -u)
  requires=$(for file in "${libraries[@]}"; do
    objdump -p "$file" | awk '/NEEDED/ { print $2 }'
  done | sort -u | grep -vxF "$own" | grep -v '^ld-linux' | sed 's/$/()(64bit)/' | paste -sd ' ')
  # The C library they were linked with, as the latest version of its symbols.
  glibc=$(objdump -T "${libraries[@]}" 2>/dev/null | grep -o 'GLIBC_2\.[0-9]*' | sort -uV | tail -n 1)
  requires="$requires libc.so.6($glibc)(64bit)"
  rpmbuild -bb --quiet --target x86_64 \
    --define "_topdir $work/rpm" --define "kamcl_root $root" --define "kamcl_version $release" \
    --define "kamcl_requires $requires" --define "kamcl_xz $level" --define "_rpmdir $output" \
    --define '_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' "$here/kamcl-explorer.spec"
fi
ls -l "$output"
