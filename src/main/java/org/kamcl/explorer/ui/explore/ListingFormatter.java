package org.kamcl.explorer.ui.explore;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Formats images that are listed without a query: the name and what the list is sorted by. */
public final class ListingFormatter {
  private final ObjectProperty<ImageOrder> order;
  private final ReadOnlyBooleanProperty active;
  private final PlaceNames places;
  private final GeoFormatter lengths;

  /**
   * @param order the order of the list
   * @param active whether images are listed
   */
  public ListingFormatter(
      ObjectProperty<ImageOrder> order,
      ReadOnlyBooleanProperty active,
      PlaceNames places,
      Messages messages) {
    this.order = order;
    this.active = active;
    this.places = places;
    this.lengths = new GeoFormatter(messages);
  }

  /** Whether images are listed without a query. */
  ReadOnlyBooleanProperty activeProperty() {
    return active;
  }

  /** The name of the file. */
  public String name(ImageRecord image) {
    return String.valueOf(image.file().getFileName());
  }

  /** What the list is sorted by: date, ground sample distance or place; the date for names. */
  public String value(ImageRecord image) {
    return switch (order.get().key()) {
      case DATE, NAME -> image.date().map(Object::toString).orElse("");
      case GSD -> image.gsd().isPresent() ? lengths.length(image.gsd().getAsDouble()) : "";
      case PLACE -> places.brief(image);
    };
  }
}
