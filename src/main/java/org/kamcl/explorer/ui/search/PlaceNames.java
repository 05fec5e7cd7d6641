package org.kamcl.explorer.ui.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.map.Gazetteer;
import org.kamcl.explorer.ui.words.Messages;
import org.kamcl.explorer.ui.words.PlaceWords;

/** Says where an image is by the town next to it. */
public final class PlaceNames {
  private static final double WITHIN = 3;

  private final ObservableValue<Gazetteer> gazetteer;
  private final Messages messages;
  private final PlaceWords words;

  /** Of images by their ids: sorted by them, a table asks for each name again and again. */
  private final Map<Long, String> names = new HashMap<>();

  /**
   * @param gazetteer knows towns once the map is read
   */
  public PlaceNames(ObservableValue<Gazetteer> gazetteer, Messages messages) {
    this.gazetteer = gazetteer;
    this.messages = messages;
    this.words = new PlaceWords(messages);
    gazetteer.addListener((property, before, now) -> names.clear());
  }

  /** "12 km from Trento, Italy", or that it is not known. */
  public String full(ImageRecord image) {
    if (image.footprint().isEmpty()) {
      return messages.text("details.place.unknown");
    }
    return town(image)
        .map(
            near ->
                near.kilometres() < WITHIN
                    ? messages.text("details.place.in", near.name(), near.country())
                    : messages.text(
                        "details.place.near",
                        words.length(near.kilometres() * 1000),
                        near.name(),
                        near.country()))
        .orElseGet(() -> messages.text("details.place.remote"));
  }

  /** The name of the next town alone; empty where there is none. */
  public String brief(ImageRecord image) {
    if (image.footprint().isEmpty()) {
      return "";
    }
    return names.computeIfAbsent(
        image.id(), id -> town(image).map(Gazetteer.Town::name).orElse(""));
  }

  private Optional<Gazetteer.Town> town(ImageRecord image) {
    return image.footprint().map(Footprint::middle).flatMap(gazetteer.getValue()::near);
  }
}
