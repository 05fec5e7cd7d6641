#!/bin/bash
# Compares the modules of Java in the installed runtime (pom.xml) with those that the jars use, as jdeps finds
# them, and prints which jar uses which. Run it when libraries change; it takes some minutes.
#
#   packaging/check-modules.sh [FOLDER]
#
# FOLDER has the jars (default: those of the installer). Exit code 1 if a module is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(realpath "${1:-target/installer/input}")
work=$(mktemp -d "${TMPDIR:-/tmp}/kamcl-modules.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Used by nothing that the program calls: DJL compiles translators in Java with java.compiler, JAXB, Error
# Prone and the wrapper of GeoTools name a type of it; ORMLite needs java.sql.rowset for Derby only.
# java.sql brings java.transaction.xa; JavaFX uses jdk.jfr where it is there.
unused="java.compiler java.sql.rowset java.transaction.xa jdk.jfr"
# Not seen by jdeps: dates and numbers in Chinese, names of files in locales other than UTF-8, zip files
# opened as file systems.
hidden="jdk.localedata jdk.charsets jdk.zipfs"

for jar in "$folder"/*.jar; do
  name=${jar##*/}
  # As classes: a jar that is a module would need its modules on a module path.
  mkdir "$work/classes"
  (cd "$work/classes" && unzip -qo "$jar" '*.class' 2>/dev/null) || true
  find "$work/classes" -name module-info.class -delete
  jdeps --multi-release 17 -s "$work/classes" 2>"$work/errors" | sed -n 's/.* -> \(\(java\|jdk\)\.[a-z.]*\)$/\1/p' |
    sed "s/\$/ $name/" >>"$work/uses" || { cat "$work/errors" >&2; exit 2; }
  rm -rf "$work/classes"
done
sed -n 's/.*<addModule>\(.*\)<.*/\1/p' pom.xml | sort >"$work/installed"

missing=0
for module in $(cut -d ' ' -f 1 "$work/uses" | sort -u); do
  users=$(sed -n "s/^$module //p" "$work/uses" | sort -u)
  [ "$module" = java.base ] && users="all"
  note=
  if ! grep -qx "$module" "$work/installed"; then
    case " $unused " in
      *" $module "*) note=" (left out)" ;;
      *)
        note=" (MISSING)"
        missing=1
        ;;
    esac
  fi
  echo "$module$note: $(echo "$users" | paste -sd ' ')"
done
for module in $(cat "$work/installed"); do
  grep -q "^$module " "$work/uses" || case " $hidden " in
    *" $module "*) echo "$module: not seen by jdeps" ;;
    *) echo "$module: used by no jar" ;;
  esac
done
exit $missing
