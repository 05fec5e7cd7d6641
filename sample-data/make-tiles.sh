#!/usr/bin/env bash
# Cuts the tiles of tiles.csv from scenes/ and writes tiles/*.jpg and tiles/locations.csv.
# Needs the command line tools of GDAL. Does not write the captions.
set -euo pipefail
cd "$(dirname "$0")"
export GDAL_PAM_ENABLED=NO LC_ALL=C

declare -A date metres black white
while IFS=, read -r file when size _ _ _ low high _; do
  scene=${file%.tif}
  date[$scene]=$when metres[$scene]=$size black[$scene]=$low white[$scene]=$high
done < <(tail -n +2 scenes.csv)

mkdir -p tiles
echo "filename,lon,lat,date,meters" > tiles/locations.csv
while IFS=, read -r name scene x y width height; do
  tif=scenes/$scene.tif
  # A single band is repeated three times, as the model takes three channels.
  bands=(-b 1 -b 1 -b 1)
  [ "$(gdalinfo "$tif" | grep -c '^Band ')" = 1 ] || bands=(-b 1 -b 2 -b 3)
  stretch=()
  if [ "${black[$scene]},${white[$scene]}" != 0,255 ]; then
    stretch=(-scale "${black[$scene]}" "${white[$scene]}" 0 255)
  fi
  gdal_translate -q -of JPEG -co QUALITY=92 -srcwin "$x" "$y" "$width" "$height" \
    "${bands[@]}" "${stretch[@]}" -colorinterp red,green,blue "$tif" "tiles/$name.jpg"
  awk -v x="$x" -v y="$y" -v w="$width" -v h="$height" 'BEGIN { print x + w / 2, y + h / 2 }' |
    gdaltransform -t_srs EPSG:4326 "$tif" |
    awk -v name="$name" -v date="${date[$scene]}" -v m="${metres[$scene]}" -v w="$width" \
      '{ printf "%s.jpg,%.6f,%.6f,%s,%.0f\n", name, $1, $2, date, m * w }' >> tiles/locations.csv
done < <(tail -n +2 tiles.csv)
