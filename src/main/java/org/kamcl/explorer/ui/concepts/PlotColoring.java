package org.kamcl.explorer.ui.concepts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kamcl.explorer.api.EmbeddingPlots.Clusters;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.text.Messages;

/** Assigns colors to points. */
final class PlotColoring {
  /** Colors that can be told apart. */
  static final int COLORS = 8;

  private final Messages messages;

  PlotColoring(Messages messages) {
    this.messages = messages;
  }

  /** One color per collection, the largest first; the smallest of many are gray. */
  PlotColors byCollection(List<ImageRecord> images) {
    Map<String, Integer> counts = new HashMap<>();
    images.stream()
        .filter(Objects::nonNull)
        .forEach(image -> counts.merge(image.collection(), 1, Integer::sum));
    List<String> names =
        counts.keySet().stream()
            .sorted(
                Comparator.comparing((String name) -> -counts.get(name))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    int own = names.size() <= COLORS ? names.size() : COLORS - 1;
    List<String> titles = new ArrayList<>(names.subList(0, own));
    int[] groups = new int[images.size()];
    for (int i = 0; i < groups.length; i++) {
      ImageRecord image = images.get(i);
      groups[i] = image == null ? -1 : titles.indexOf(image.collection());
    }
    return groups(groups, titles, messages.text("concepts.plot.others", names.size() - own));
  }

  /** One color per group of similar images, named by its concepts. */
  PlotColors byCluster(Clusters clusters) {
    List<String> titles = new ArrayList<>();
    for (List<String> concepts : clusters.concepts()) {
      titles.add(
          concepts.isEmpty()
              ? messages.text("concepts.plot.cluster", titles.size() + 1)
              : String.join(", ", concepts));
    }
    return groups(clusters.ofImage(), titles, "");
  }

  private static PlotColors groups(int[] groups, List<String> titles, String rest) {
    List<BitSet> points = new ArrayList<>();
    for (int g = 0; g <= titles.size(); g++) {
      points.add(new BitSet());
    }
    for (int i = 0; i < groups.length; i++) {
      points.get(groups[i] < 0 ? titles.size() : groups[i]).set(i);
    }
    List<PlotColors.Group> legend = new ArrayList<>();
    for (int g = 0; g < titles.size(); g++) {
      legend.add(new PlotColors.Group(titles.get(g), g + 1, points.get(g)));
    }
    if (!points.get(titles.size()).isEmpty()) {
      legend.add(new PlotColors.Group(rest, 0, points.get(titles.size())));
    }
    return PlotColors.ofGroups(groups, legend);
  }

  /** A color scale from the first to the last day; images without a date are gray. */
  PlotColors byDate(List<ImageRecord> images) {
    List<LocalDate> days =
        images.stream()
            .filter(Objects::nonNull)
            .flatMap(image -> image.date().stream())
            .sorted()
            .toList();
    float[] positions = new float[images.size()];
    Arrays.fill(positions, Float.NaN);
    if (days.isEmpty()) {
      return PlotColors.ofScale(positions, messages.text("concepts.plot.undated"), "", "");
    }
    LocalDate first = days.get(0);
    LocalDate last = days.get(days.size() - 1);
    double span = Math.max(1, last.toEpochDay() - first.toEpochDay());
    for (int i = 0; i < positions.length; i++) {
      ImageRecord image = images.get(i);
      if (image != null && image.date().isPresent()) {
        positions[i] = (float) ((image.date().get().toEpochDay() - first.toEpochDay()) / span);
      }
    }
    int without = images.size() - days.size();
    return PlotColors.ofScale(
        positions,
        without == 0
            ? messages.text("concepts.plot.date")
            : messages.text("concepts.plot.date.some", without),
        first.toString(),
        last.toString());
  }

  /** A color scale of the strength of a concept. */
  PlotColors byStrength(float[] strengths, String concept) {
    return PlotColors.ofScale(
        strengths,
        messages.text("concepts.plot.strength", concept),
        messages.text("concepts.percent", 0),
        messages.text("concepts.percent", 100));
  }
}
