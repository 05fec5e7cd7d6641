package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geotools.api.metadata.extent.Extent;
import org.geotools.api.metadata.extent.GeographicBoundingBox;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CRSAuthorityFactory;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.CRS;
import org.geotools.referencing.ReferencingFactoryFinder;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.GeoArea;

/** Finds the CRSs of the EPSG dataset by code and by name. Safe for use by several threads. */
public final class CrsRegistry {
  private static final PixelToCrs IDENTITY =
      PixelToCrs.affine(new double[] {0, 1, 0, 0, 0, 1}).orElseThrow();

  /** Prefixes of the names of CRSs that most current files are in, the most frequent first. */
  private static final List<String> CURRENT_DATUMS = List.of("WGS 84", "ETRS89", "NAD83");

  /** Read at the first search, which takes half a second. */
  private List<Named> names = List.of();

  /**
   * A CRS and the parts of its name.
   *
   * @param parts words and numbers, lower case
   */
  private record Named(int epsg, String name, List<String> parts) {
    CrsInfo info() {
      return new CrsInfo(epsg, name, "", Optional.empty());
    }
  }

  /** The CRS with an EPSG code; empty if there is none that can be converted to WGS 84. */
  public Optional<CrsInfo> find(int epsg) {
    try {
      NamedCrs named = NamedCrs.fromEpsg(epsg);
      // Fails for CRSs of other planets and for unsupported projections.
      Georeference.of(IDENTITY, named, 1, 1);
      CoordinateReferenceSystem crs = named.crs();
      Extent extent = crs.getDomainOfValidity();
      String areaOfUse =
          extent == null || extent.getDescription() == null
              ? ""
              : extent.getDescription().toString();
      return Optional.of(new CrsInfo(epsg, crs.getName().getCode(), areaOfUse, bounds(crs)));
    } catch (KamclException e) {
      return Optional.empty();
    }
  }

  private static Optional<GeoArea> bounds(CoordinateReferenceSystem crs) {
    GeographicBoundingBox box = CRS.getGeographicBoundingBox(crs);
    boolean whole =
        box == null
            || box.getEastBoundLongitude() == box.getWestBoundLongitude()
            || box.getEastBoundLongitude() - box.getWestBoundLongitude() >= 360;
    return whole
        ? Optional.empty()
        : Optional.of(
            GeoArea.box(
                box.getWestBoundLongitude(),
                box.getSouthBoundLatitude(),
                box.getEastBoundLongitude(),
                box.getNorthBoundLatitude()));
  }

  /**
   * CRSs that match the words of a query or the start of a code: matches of the code first, then
   * CRSs of current datums, then shorter names before longer ones.
   *
   * @param query words that each start a part of the name
   * @param limit largest number of results
   */
  public List<CrsInfo> search(String query, int limit) {
    List<String> words = parts(query);
    if (words.isEmpty()) {
      return List.of();
    }
    // "EPSG:326" stands for the start of a code.
    List<String> terms =
        words.size() > 1 && words.get(0).equals("epsg") ? words.subList(1, words.size()) : words;
    boolean isCode = terms.size() == 1 && terms.get(0).matches("\\d+");
    Stream<Named> byCode =
        isCode
            ? names().stream().filter(n -> String.valueOf(n.epsg).startsWith(terms.get(0)))
            : Stream.empty();
    Stream<Named> byName =
        names().stream()
            .filter(n -> matches(n, terms))
            .sorted(
                Comparator.comparingInt(CrsRegistry::rank)
                    .thenComparingInt(n -> n.name.length())
                    .thenComparing(n -> n.name));
    return Stream.concat(byCode, byName).distinct().limit(limit).map(Named::info).toList();
  }

  private static int rank(Named named) {
    for (int i = 0; i < CURRENT_DATUMS.size(); i++) {
      if (named.name.startsWith(CURRENT_DATUMS.get(i))) {
        return i;
      }
    }
    return CURRENT_DATUMS.size();
  }

  private static boolean matches(Named named, List<String> terms) {
    return terms.stream().allMatch(t -> named.parts.stream().anyMatch(p -> p.startsWith(t)));
  }

  private static List<String> parts(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private synchronized List<Named> names() {
    if (names.isEmpty()) {
      names = read();
    }
    return names;
  }

  private static List<Named> read() {
    TreeMap<Integer, String> all = new TreeMap<>();
    EpsgDatabase.prepare();
    try {
      CRSAuthorityFactory registry = ReferencingFactoryFinder.getCRSAuthorityFactory("EPSG", null);
      for (Class<? extends CoordinateReferenceSystem> kind :
          List.of(ProjectedCRS.class, GeographicCRS.class)) {
        Set<String> codes = registry.getAuthorityCodes(kind);
        for (String code : codes) {
          String name = registry.getDescriptionText("EPSG:" + code).toString();
          all.put(Integer.parseInt(code), name);
        }
      }
    } catch (FactoryException e) {
      throw new KamclException(e, GeoError.REGISTRY_UNREADABLE);
    }
    List<Named> named = new ArrayList<>();
    all.forEach((epsg, name) -> named.add(new Named(epsg, name, parts(name))));
    return List.copyOf(named);
  }
}
