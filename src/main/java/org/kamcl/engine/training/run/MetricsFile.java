package org.kamcl.engine.training.run;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The format of {@code metrics.csv}: one row per step with its losses, one per epoch with its
 * recalls; columns of the other kind are empty.
 */
final class MetricsFile {
  static final String NAME = "metrics.csv";

  private MetricsFile() {}

  /** The first line. */
  static byte[] header() {
    List<String> columns = new ArrayList<>(List.of("step", "epoch", "time"));
    columns.addAll(EventSeries.STEP);
    columns.addAll(EventSeries.EPOCH);
    return line(columns);
  }

  /** The row of an event; empty for events without one. */
  static byte[] row(JsonObject event) {
    Map<String, Double> values = EventSeries.values(event);
    if (values.isEmpty()) {
      return new byte[0];
    }
    List<String> cells = new ArrayList<>();
    cells.add(event.get("step").getAsString());
    cells.add(event.get("epoch").getAsString());
    // Events of earlier versions have no time.
    cells.add(
        event.has("time") ? Instant.ofEpochMilli(event.get("time").getAsLong()).toString() : "");
    for (List<String> series : List.of(EventSeries.STEP, EventSeries.EPOCH)) {
      for (String name : series) {
        Double value = values.get(name);
        cells.add(value == null ? "" : Double.toString(value));
      }
    }
    return line(cells);
  }

  private static byte[] line(List<String> cells) {
    return (String.join(",", cells) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
