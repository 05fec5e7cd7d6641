#!/bin/sh
# Completes the application image of jpackage on Linux: the launcher script, stripped libraries, the
# archive of classes, and the files for the desktop, the shells and man.
#
#   finish-image.sh IMAGE COMMANDS
#
# IMAGE is the folder made by jpackage, COMMANDS the folder with the generated completions and man pages.
set -eu
image=$(realpath "$1")
commands=$(realpath "$2")
here=$(realpath "$(dirname "$0")")
name=kamcl-explorer
app=$image/lib/app
cfg=$app/$name.cfg

# In the place of jpackage's launcher for the command line.
install -m 755 "$here/kamcl" "$image/bin/kamcl"
rm -f "$app/kamcl.cfg"

# The options of the launcher of jpackage, except those that depend on the folder or on the user.
sed -n 's/^java-options=//p' "$cfg" | grep -v -e '\$APPDIR' -e '^-Xmx' -e '^-Dkamcl.terminal' \
  -e '^-Djpackage' >"$app/java.options"

# A fifth of libtorch are names of its internal functions. The record has the hash of each file, which
# kamcl doctor compares.
for file in "$app"/unpacked/pytorch-*/pytorch/*/*.so "$app"/unpacked/javafx-*/*.so; do
  mode=$(stat -c %a "$file")
  strip --strip-unneeded "$file"
  chmod "$mode" "$file"
  folder=$app/unpacked/$(echo "${file#"$app"/unpacked/}" | cut -d / -f 1)
  relative=${file#"$folder"/}
  hash=$(sha256sum "$file" | cut -d ' ' -f 1)
  awk -v name="$relative" -v hash="$hash" '{ rest = $0; sub(/^[^ ]+ [^ ]+ /, "", rest);
    if (rest == name) $0 = hash " " $2 " " name; print }' "$folder/files.record" >"$folder/new"
  mv "$folder/new" "$folder/files.record"
done
find "$image/lib/runtime" -name '*.so' -exec strip --strip-unneeded {} +
strip --strip-unneeded "$image/bin/$name" "$image/lib/libapplauncher.so" "$image/lib/runtime/bin/java" \
  "$image/lib/runtime/lib/jspawnhelper"
# Tools of Java that the program does not use.
rm -f "$image/lib/runtime/bin/keytool" "$image/lib/runtime/bin/rmiregistry" "$image/lib/runtime/lib/jexec"
# The picture during the start of Java, which needs a library (libgif7) that not every desktop has.
rm -f "$image/lib/runtime/lib/libsplashscreen.so"
# Private in the cache of the one who builds; here everybody reads them.
chmod -R u=rwX,go=rX "$image"
chmod 644 "$image/lib/libapplauncher.so"

# Files for the desktop, the shells and man, where a package or a person can take them from.
share=$image/share
mkdir -p "$share/applications" "$share/metainfo" "$share/man/man1" \
  "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
install -m 644 "$here/org.kamcl.Explorer.desktop" "$share/applications/"
install -m 644 "$here/org.kamcl.Explorer.metainfo.xml" "$share/metainfo/"
for size in 16 24 32 48 64 128 256; do
  mkdir -p "$share/icons/hicolor/${size}x$size/apps"
  install -m 644 "$here/../icons/kamcl-$size.png" "$share/icons/hicolor/${size}x$size/apps/org.kamcl.Explorer.png"
done
mkdir -p "$share/icons/hicolor/scalable/apps"
install -m 644 "$here/../icons/kamcl.svg" "$share/icons/hicolor/scalable/apps/org.kamcl.Explorer.svg"
# It is read by a shell, not run.
sed '1{/^#!/d}' "$commands/completion/kamcl.bash" >"$share/bash-completion/completions/kamcl"
chmod 644 "$share/bash-completion/completions/kamcl"
install -m 644 "$commands/completion/_kamcl" "$share/zsh/vendor-completions/_kamcl"
install -m 644 "$commands/completion/kamcl.fish" "$share/fish/vendor_completions.d/kamcl.fish"
for page in "$commands"/man/*.1; do
  gzip -9n <"$page" >"$share/man/man1/$(basename "$page").gz"
done

# jlink leaves out the archive of the classes of Java, on which that of the program builds.
"$image/lib/runtime/bin/java" -Xshare:dump -Xlog:disable -Xlog:all=error:stderr
chmod 644 "$image/lib/runtime/lib/server/classes.jsa"

# The archive of classes records the paths of the jars, so it is made where packages install them: in a
# mount namespace in which this image is at /opt/kamcl-explorer. Without it, the start takes longer. The
# classes are those of the tour in the terminal and, if there is a virtual display (Xvfb), of the window,
# which loads another part of JavaFX there.
rm -f "$app/kamcl.jsa"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/kamcl.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
export KAMCL_IMAGE="$image" KAMCL_SCRATCH="$scratch"
if unshare -rm sh -c '
  set -eu
  exec 9<"$KAMCL_IMAGE"
  mount -t tmpfs none /opt
  mkdir /opt/kamcl-explorer
  mount --bind /proc/self/fd/9 /opt/kamcl-explorer
  exec 9<&-
  cd /
  kamcl=/opt/kamcl-explorer/bin/kamcl
  export KAMCL_CACHE="$KAMCL_SCRATCH/cache" KAMCL_STATE="$KAMCL_SCRATCH/state"
  env -u DISPLAY KAMCL_JAVA_OPTIONS="-XX:DumpLoadedClassList=$KAMCL_SCRATCH/tour.classes" \
    "$kamcl" tour --workspace "$KAMCL_SCRATCH/tour"
  if command -v Xvfb; then
    Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$KAMCL_SCRATCH/display" &
    server=$!
    # Not left behind if something fails here.
    trap "kill $server 2>/dev/null || true" EXIT
    trap "exit 130" INT
    trap "exit 143" TERM
    until [ -s "$KAMCL_SCRATCH/display" ] || ! kill -0 "$server"; do sleep 0.1; done
    # A first start: the window appears, indexes the samples and shows its tour. Without arguments, as a
    # desktop starts it.
    DISPLAY=:$(cat "$KAMCL_SCRATCH/display") KAMCL_WORKSPACE="$KAMCL_SCRATCH/window" \
      KAMCL_JAVA_OPTIONS="-XX:DumpLoadedClassList=$KAMCL_SCRATCH/window.classes" \
      timeout --signal=TERM 30 "$kamcl" || true
    kill "$server"
    trap - EXIT
  else
    echo "finish-image.sh: without Xvfb, the archive lacks classes of the window"
  fi
  awk "!seen[\$0]++" "$KAMCL_SCRATCH"/*.classes >"$KAMCL_SCRATCH/all"
  # G1 writes objects as well, which the serial collector reads.
  KAMCL_JAVA_OPTIONS="-Xshare:dump -XX:SharedClassListFile=$KAMCL_SCRATCH/all \
    -XX:SharedArchiveFile=$KAMCL_SCRATCH/kamcl.jsa -XX:-UseSerialGC -XX:+UseG1GC" "$kamcl"
' >"$scratch/log" 2>&1 && [ -s "$scratch/kamcl.jsa" ]; then
  grep '^finish-image.sh' "$scratch/log" || true
  install -m 644 "$scratch/kamcl.jsa" "$app/kamcl.jsa"
else
  cat "$scratch/log" >&2
  echo "finish-image.sh: the archive of classes was not made" >&2
  exit 1
fi
