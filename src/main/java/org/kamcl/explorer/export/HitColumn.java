package org.kamcl.explorer.export;

import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.query.QueryWriter;

/**
 * A column of the tables that databases and data frames read. A value that is unknown is null.
 *
 * @param name in lower case, with underscores
 * @param type of the values
 * @param read the value of a hit: a {@code Long}, a {@code Double}, a {@code String} or a {@code
 *     LocalDate}, or null
 */
record HitColumn(String name, Type type, Function<Row, @Nullable Object> read) {
  /** Types of values. */
  enum Type {
    INTEGER,
    REAL,
    TEXT,
    DATE
  }

  /** A hit with what the archive knows about its image. */
  record Row(SearchHit hit, List<String> tags, List<TermContribution> terms) {
    static Row of(SearchResult result, SearchHit hit, ImageDetails details) {
      return new Row(
          hit,
          details.tags(hit.image().id()).stream().sorted().toList(),
          hit.isListed()
              ? List.of()
              : details.contributions(result.request().query(), hit.image()));
    }

    ImageRecord image() {
      return hit.image();
    }
  }

  /** All columns but the geometry, in order. */
  static final List<HitColumn> ALL =
      List.of(
          new HitColumn("rank", Type.INTEGER, row -> (long) row.hit().rank()),
          new HitColumn("score", Type.REAL, row -> finite(row.hit().score())),
          new HitColumn("false_match_rate", Type.REAL, row -> finite(row.hit().falseMatchRate())),
          new HitColumn("match", Type.TEXT, HitColumn::match),
          new HitColumn("term_scores", Type.TEXT, HitColumn::termScores),
          new HitColumn(
              "concepts",
              Type.TEXT,
              row -> joined(row.hit().concepts().stream().map(SharedConcept::name).toList(), "; ")),
          new HitColumn("image", Type.INTEGER, row -> row.image().id()),
          new HitColumn("collection", Type.TEXT, row -> text(row.image().collection())),
          new HitColumn("file", Type.TEXT, row -> row.image().file().toString()),
          new HitColumn("tile_x", Type.INTEGER, row -> tile(row, TileBounds::x)),
          new HitColumn("tile_y", Type.INTEGER, row -> tile(row, TileBounds::y)),
          new HitColumn("width", Type.INTEGER, row -> pixels(row.image().width())),
          new HitColumn("height", Type.INTEGER, row -> pixels(row.image().height())),
          new HitColumn("date", Type.DATE, HitColumn::date),
          new HitColumn("gsd", Type.REAL, HitColumn::gsd),
          new HitColumn("crs", Type.TEXT, row -> text(row.image().crs())),
          new HitColumn("tags", Type.TEXT, row -> joined(row.tags(), "; ")),
          new HitColumn("captions", Type.TEXT, row -> joined(row.image().captions(), " | ")));

  @Nullable Object value(Row row) {
    return read.apply(row);
  }

  private static @Nullable Object finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static @Nullable Object match(Row row) {
    return row.hit().isListed() ? null : row.hit().band().name().toLowerCase(Locale.ROOT);
  }

  /** A JSON object from each term, as it is written in a query, to its part of the score. */
  private static @Nullable Object termScores(Row row) {
    if (row.terms().isEmpty()) {
      return null;
    }
    JsonObject scores = new JsonObject();
    for (TermContribution term : row.terms()) {
      if (Double.isFinite(term.score())) {
        scores.addProperty(QueryWriter.write(term.term()), term.score());
      }
    }
    return scores.toString();
  }

  private static @Nullable Object tile(Row row, Function<TileBounds, Integer> value) {
    return row.image().tile().map(tile -> (long) value.apply(tile)).orElse(null);
  }

  private static @Nullable Object pixels(int count) {
    return count > 0 ? (long) count : null;
  }

  private static @Nullable LocalDate date(Row row) {
    return row.image().date().orElse(null);
  }

  private static @Nullable Object gsd(Row row) {
    OptionalDouble meters = row.image().gsd();
    return meters.isPresent() ? finite(meters.getAsDouble()) : null;
  }

  private static @Nullable Object text(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Object joined(Collection<String> texts, String separator) {
    return texts.isEmpty() ? null : texts.stream().collect(Collectors.joining(separator));
  }
}
