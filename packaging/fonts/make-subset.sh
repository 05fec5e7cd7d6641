#!/bin/sh
# Creates the included Chinese fonts as subsets of Noto Sans CJK SC: the characters of the Chinese texts and guide,
# ASCII and punctuation, in two weights. Run it after Chinese texts changed; FontsTest fails otherwise.
#
# Needs Debian's fonts-noto-cjk and python3-fonttools, or the two .ttc files elsewhere:
#   NOTO=/folder/with/ttc packaging/fonts/make-subset.sh
set -eu
python=${PYTHON:-/usr/bin/python3}

here=$(CDPATH="" cd -- "$(dirname -- "$0")" && pwd)
resources=$here/../../src/main/resources/org/kamcl/explorer
noto=${NOTO:-/usr/share/fonts/opentype/noto}
out=$resources/ui/theme/font

"$python" -c "import fontTools" || { echo "fontTools was not found: install python3-fonttools" >&2; exit 1; }

text=$(mktemp)
trap 'rm -f "$text" "$text".*' EXIT
find "$resources/.." \( -name '*_zh.properties' -o -name '*_zh.txt' -o -name messages.properties \) \
  -exec cat {} + >"$text"
cat "$here"/../../docs/guide/zh/*.md >>"$text"
mkdir -p "$out"

for weight in Regular Bold; do
  # Font 2 of the collection is for simplified Chinese.
  "$python" -m fontTools.subset "$noto/NotoSansCJK-$weight.ttc" --font-number=2 --text-file="$text" \
    --unicodes="U+0020-007E,U+00A0-00FF,U+2010-2027,U+2030-203A,U+2190-2193,U+2212,U+2318,U+3000-3002,U+3008-3011,U+FF01-FF0F,U+FF1A-FF1F" \
    --layout-features='kern,ccmp,locl' --no-hinting --desubroutinize --name-IDs='0,1,2,3,4,5,6,13,14' \
    --output-file="$text.$weight"
  # A name of its own, so that the subset is not mistaken for an installed complete font.
  "$python" - "$text.$weight" "$out/KamclHans-$weight.otf" "$weight" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont

source, target, weight = sys.argv[1:]
font = TTFont(source, recalcTimestamp=False)
names = {1: "Kamcl Hans", 2: weight, 3: "Kamcl Hans " + weight, 4: "Kamcl Hans " + weight,
         6: "KamclHans-" + weight}
table = font["name"]
for record in list(table.names):
    if record.nameID in (16, 17) or record.langID not in (0, 0x409):
        table.removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
for number, value in names.items():
    table.setName(value, number, 3, 1, 0x409)
    table.setName(value, number, 1, 0, 0)
cff = font["CFF "].cff
cff.fontNames[0] = "KamclHans-" + weight
top = cff.topDictIndex[0]
top.FullName = "Kamcl Hans " + weight
top.FamilyName = "Kamcl Hans"
font.save(target)
PYTHON
done
ls -l "$out"
