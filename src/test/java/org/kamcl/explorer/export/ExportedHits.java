package org.kamcl.explorer.export;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.support.FixedExplanations;

/** Four hits: complete, across the antimeridian, without a location, and with a point alone. */
final class ExportedHits {
  private ExportedHits() {}

  /** Tags, parts of scores and embeddings of images 1 and 2. */
  static final ImageDetails DETAILS =
      new ImageDetails() {
        @Override
        public Set<String> tags(long image) {
          return image == 1 ? Set.of("surveyed", "Anna's") : Set.of();
        }

        @Override
        public List<TermContribution> contributions(Query query, ImageRecord image) {
          return query.terms().stream().map(term -> new TermContribution(term, 0.25)).toList();
        }

        @Override
        public Map<Long, float[]> embeddings(Collection<Long> images) {
          Map<Long, float[]> vectors = new LinkedHashMap<>();
          images.stream()
              .filter(id -> id <= 2)
              .forEach(id -> vectors.put(id, new float[] {0.6f, id == 1 ? 0.8f : -0.8f, 0}));
          return vectors;
        }
      };

  static HitExporters exporters() {
    return new HitExporters(
        Path.of("/home of/kamcl"), null, null, new FixedExplanations(), DETAILS);
  }

  static ExportFormat format(String id) {
    return exporters().formats().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  private static ImageRecord image(long id, String file, double... lonLat) {
    List<GeoPoint> ring = new ArrayList<>();
    for (int i = 0; i < lonLat.length; i += 2) {
      ring.add(new GeoPoint(lonLat[i], lonLat[i + 1]));
    }
    return ImageRecord.builder(id, "Towns", Path.of(file))
        .footprint(ring.isEmpty() ? Optional.empty() : Optional.of(new Footprint(ring)))
        .build();
  }

  static SearchResult ranked() {
    ImageRecord complete =
        image(1, "/a/x y.tif", 8, 48, 9, 48, 9, 47, 8, 47).toBuilder()
            .tile(Optional.of(new TileBounds(5, 6, 70, 80)))
            .size(70, 80)
            .gsd(OptionalDouble.of(0.5))
            .date(Optional.of(LocalDate.of(2024, 5, 31)))
            .crs("EPSG:32632")
            .captions(List.of("A pier's \"end\"", "Boats"))
            .build();
    List<SearchHit> hits =
        List.of(
            new SearchHit(
                1,
                complete,
                0.7,
                1e-4,
                MatchBand.STRONG,
                List.of(new SharedConcept("boats", 0.9, 0.8), new SharedConcept("pier", 0.5, 0.5))),
            new SearchHit(
                2,
                image(2, "/a/y.tif", 179, 1, -179, 1, -179, -1, 179, -1),
                0.6,
                0.01,
                MatchBand.POSSIBLE,
                List.of()),
            new SearchHit(3, image(3, "/a/gone.jpg"), 0.5, 0.2, MatchBand.WEAK, List.of()),
            new SearchHit(4, image(4, "/a/z.png", 12.5, 45), 0.4, 0.3, MatchBand.WEAK, List.of()));
    return result(QueryParser.parse("boats \"stone pier\""), hits);
  }

  static SearchResult listed() {
    return result(
        Query.empty(),
        ranked().hits().stream().map(h -> SearchHit.listed(h.rank(), h.image())).toList());
  }

  private static SearchResult result(Query query, List<SearchHit> hits) {
    return new SearchResult(
        SearchRequest.of(query, 50), "default", hits, 40, 40, List.of(), Duration.ofMillis(3));
  }
}
