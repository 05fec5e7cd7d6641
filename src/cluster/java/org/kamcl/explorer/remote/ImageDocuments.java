package org.kamcl.explorer.remote;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.ProblemJson;
import org.kamcl.explorer.archive.FootprintText;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.TileBounds;

/**
 * Images as documents. A document that is written changes only the fields it names; the others,
 * such as tags and the vectors of other models, stay.
 */
final class ImageDocuments {
  /** The fields of a record, without vectors. */
  static final String[] RECORD = {
    "number",
    "collection",
    "path",
    "part",
    "x",
    "y",
    "width",
    "height",
    "ring",
    "gsd",
    "day",
    "crs",
    "captions",
    "warnings"
  };

  private ImageDocuments() {}

  /** A document that changes fields of another. */
  static SolrInputDocument change(String id) {
    SolrInputDocument document = new SolrInputDocument();
    document.setField("id", id);
    return document;
  }

  /** Sets a field; null removes it. */
  static void set(SolrInputDocument document, String field, @Nullable Object value) {
    document.setField(field, Collections.singletonMap("set", value));
  }

  /** Adds a value to those of a field, once. */
  static void add(SolrInputDocument document, String field, Object value) {
    document.setField(field, Map.of("add-distinct", List.of(value)));
  }

  /** Takes a value from those of a field. */
  static void remove(SolrInputDocument document, String field, Object value) {
    document.setField(field, Map.of("remove", List.of(value)));
  }

  /** Sets the path of a file, and by what it is sorted. */
  static void setPath(SolrInputDocument document, Path path) {
    set(document, "path", path.toString());
    set(document, "pathKey", NaturalKey.of(path.toString()));
    set(document, "nameKey", NaturalKey.of(String.valueOf(path.getFileName())));
  }

  /** What is known of an image; its file, path and captions are set apart. */
  static SolrInputDocument of(String id, ImageEntry image, Towns towns) {
    SolrInputDocument document = change(id);
    set(document, "type", "image");
    set(document, "number", Keys.number(id));
    set(document, "removed", null);
    set(document, "part", image.tile().isPresent());
    set(document, "x", image.tile().map(TileBounds::x).orElse(0));
    set(document, "y", image.tile().map(TileBounds::y).orElse(0));
    set(document, "width", image.width());
    set(document, "height", image.height());
    set(document, "ring", image.footprint().map(FootprintText::format).orElse(null));
    set(document, "place", image.footprint().map(PlaceText::of).orElse(null));
    set(document, "placed", image.footprint().isPresent());
    set(document, "day", image.date().map(day -> (int) day.toEpochDay()).orElse(null));
    set(document, "dated", image.date().isPresent());
    set(document, "latitude", image.footprint().map(f -> f.center().lat()).orElse(null));
    set(
        document,
        "town",
        image.footprint().flatMap(towns::nearest).map(NaturalKey::of).orElse(null));
    set(document, "gsd", image.gsd().isPresent() ? image.gsd().getAsDouble() : null);
    set(document, "crs", image.crs());
    set(document, "warnings", ProblemJson.format(image.warnings()));
    return document;
  }

  /** Adds what a model made of the image. */
  static void setEmbedding(
      SolrInputDocument document, ModelId model, float[] vector, byte[] concepts) {
    List<Float> values = new ArrayList<>(vector.length);
    for (float value : vector) {
      values.add(value);
    }
    add(document, "model", model.hash());
    set(document, SolrSetup.vectors(model), values);
    set(document, SolrSetup.concepts(model), concepts);
  }

  /** The vector of a model in a document that was read. */
  static float[] vector(SolrDocument document, String field) {
    Collection<Object> values = document.getFieldValues(field);
    float[] vector = new float[values.size()];
    int i = 0;
    for (Object value : values) {
      vector[i++] = ((Number) value).floatValue();
    }
    return vector;
  }

  /**
   * The record of a document that was read.
   *
   * @param collections names of the collections by key
   */
  static ImageRecord record(SolrDocument document, Map<String, String> collections) {
    boolean part = Boolean.TRUE.equals(document.getFieldValue("part"));
    int width = number(document, "width");
    int height = number(document, "height");
    String ring = (String) document.getFieldValue("ring");
    Integer day = (Integer) document.getFieldValue("day");
    Double gsd = (Double) document.getFieldValue("gsd");
    Optional<Footprint> footprint =
        ring == null ? Optional.empty() : Optional.of(FootprintText.parse(ring));
    return ImageRecord.builder(
            longNumber(document, "number"),
            collections.getOrDefault(text(document, "collection"), ""),
            Path.of(text(document, "path")))
        .tile(
            part
                ? Optional.of(
                    new TileBounds(number(document, "x"), number(document, "y"), width, height))
                : Optional.empty())
        .size(width, height)
        .footprint(footprint)
        .gsd(gsd == null ? OptionalDouble.empty() : OptionalDouble.of(gsd))
        .date(day == null ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day)))
        .crs(text(document, "crs"))
        // A caption of a whole scene need not describe each of its tiles.
        .captions(part ? List.of() : texts(document, "captions"))
        .warnings(ProblemJson.parseList(text(document, "warnings")))
        .build();
  }

  /** The bytes of a field; none if it has no value. */
  static byte[] bytes(SolrDocument document, String field) {
    Object value = document.getFieldValue(field);
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return value == null ? new byte[0] : (byte[]) value;
  }

  static String text(SolrDocument document, String field) {
    Object value = document.getFieldValue(field);
    return value == null ? "" : (String) value;
  }

  static int number(SolrDocument document, String field) {
    return ((Number) document.getFieldValue(field)).intValue();
  }

  static long longNumber(SolrDocument document, String field) {
    return ((Number) document.getFieldValue(field)).longValue();
  }

  static List<String> texts(SolrDocument document, String field) {
    Collection<Object> values = document.getFieldValues(field);
    return values == null ? List.of() : values.stream().map(value -> (String) value).toList();
  }
}
