package org.kamcl.engine.explain;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The areas under the curves of all methods for one image.
 *
 * @param areas by protocol and name of the method, in the order of the report
 */
record ImageMeasurement(Map<CurveProtocol, Map<String, PixelCurves.Areas>> areas) {

  /** The measurement as lines {@code PROTOCOL METHOD DELETION INSERTION}. */
  String write() {
    StringBuilder lines = new StringBuilder();
    areas.forEach(
        (protocol, methods) ->
            methods.forEach(
                (name, area) ->
                    lines
                        .append(protocol)
                        .append(' ')
                        .append(name)
                        .append(' ')
                        .append(area.deletion())
                        .append(' ')
                        .append(area.insertion())
                        .append('\n')));
    return lines.toString();
  }

  /** Reads what {@link #write} wrote; empty if it is something else. */
  static Optional<ImageMeasurement> read(String lines) {
    Map<CurveProtocol, Map<String, PixelCurves.Areas>> areas = new EnumMap<>(CurveProtocol.class);
    try {
      for (String line : lines.split("\n", -1)) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 4) {
          areas
              .computeIfAbsent(CurveProtocol.valueOf(parts[0]), p -> new LinkedHashMap<>())
              .put(
                  parts[1],
                  new PixelCurves.Areas(
                      Double.parseDouble(parts[2]), Double.parseDouble(parts[3])));
        }
      }
    } catch (IllegalArgumentException e) {
      // Of another version; the image is measured again.
      return Optional.empty();
    }
    return areas.size() == CurveProtocol.values().length
        ? Optional.of(new ImageMeasurement(areas))
        : Optional.empty();
  }
}
