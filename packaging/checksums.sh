#!/bin/sh
# Writes SHA256SUMS for the files of a release, and its detached signature SHA256SUMS.asc.
#   packaging/checksums.sh FOLDER [KEY]
# KEY is an identifier of a secret key of GnuPG; default: the default key. Check a download with
#   gpg --verify SHA256SUMS.asc SHA256SUMS && sha256sum --check --ignore-missing SHA256SUMS
set -eu
fail() {
  echo "checksums.sh: error: $*" >&2
  exit 1
}
[ $# -ge 1 ] && [ $# -le 2 ] || fail "usage: packaging/checksums.sh FOLDER [KEY]"
[ -d "$1" ] || fail "$1 is not a folder."
for program in sha256sum gpg; do
  command -v "$program" >/dev/null || fail "$program was not found."
done
key=${2:-}
cd -- "$1"
rm -f SHA256SUMS SHA256SUMS.asc
files=$(find . -maxdepth 1 -type f ! -name '.*' | LC_ALL=C sort)
[ -n "$files" ] || fail "there are no files in $1."
# Unsigned or partial lists must not be taken for the result.
trap 'rm -f SHA256SUMS.new SHA256SUMS.new.asc' EXIT
find . -maxdepth 1 -type f ! -name '.*' -printf '%P\0' | LC_ALL=C sort -z |
  grep -zv '^SHA256SUMS\.new$' | xargs -0 sha256sum -- >SHA256SUMS.new
gpg --batch --yes --quiet ${key:+--local-user "$key"} --armor --detach-sign SHA256SUMS.new
mv SHA256SUMS.new SHA256SUMS
mv SHA256SUMS.new.asc SHA256SUMS.asc
gpg --batch --quiet --verify SHA256SUMS.asc SHA256SUMS
sha256sum --check --quiet SHA256SUMS
echo "$(wc -l <SHA256SUMS) files, signed: $1/SHA256SUMS"
