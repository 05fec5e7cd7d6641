package org.kamcl.explorer.ui.explore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.map.Gazetteer;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Describes the location of an image by the nearest town. */
public final class PlaceNames {
  private static final double WITHIN = 3;

  private final ObservableValue<Gazetteer> gazetteer;
  private final Messages messages;
  private final GeoFormatter formatter;

  /** Cache by footprint: a table sorted by location requests each name many times. */
  private final Map<Footprint, String> names = new HashMap<>();

  /**
   * @param gazetteer towns; empty until the map data is loaded
   */
  public PlaceNames(ObservableValue<Gazetteer> gazetteer, Messages messages) {
    this.gazetteer = gazetteer;
    this.messages = messages;
    this.formatter = new GeoFormatter(messages);
    gazetteer.addListener((property, before, now) -> names.clear());
  }

  /** "12 km from Trento, Italy", or "unknown". */
  public String full(ImageRecord image) {
    return image
        .footprint()
        .map(this::full)
        .orElseGet(() -> messages.text("details.location.unknown"));
  }

  /** The location of a footprint. */
  public String full(Footprint footprint) {
    return town(footprint)
        .map(
            near ->
                near.kilometers() < WITHIN
                    ? messages.text("details.location.in", near.name(), near.country())
                    : messages.text(
                        "details.location.near",
                        formatter.length(near.kilometers() * 1000),
                        near.name(),
                        near.country()))
        .orElseGet(() -> messages.text("details.location.remote"));
  }

  /** Name of the nearest town; empty if there is none nearby. */
  public String brief(ImageRecord image) {
    return image.footprint().map(this::brief).orElse("");
  }

  private String brief(Footprint footprint) {
    return names.computeIfAbsent(footprint, f -> town(f).map(Gazetteer.Town::name).orElse(""));
  }

  private Optional<Gazetteer.Town> town(Footprint footprint) {
    return gazetteer.getValue().nearest(footprint.center());
  }
}
