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
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.GeoArea;

/** The systems of the EPSG register, by number and by name. Any number of threads may use it. */
public final class CrsRegistry {
  private static final PixelToCrs AS_IT_IS =
      PixelToCrs.affine(new double[] {0, 1, 0, 0, 0, 1}).orElseThrow();

  /** How names of systems begin that most files of today are in. */
  private static final List<String> TODAY = List.of("WGS 84", "ETRS89", "NAD83");

  /** Read when first searched; it takes half a second. */
  private List<Named> names = List.of();

  /**
   * A system and the parts of its name.
   *
   * @param parts words and numbers, lower case
   */
  private record Named(int epsg, String name, List<String> parts) {
    CrsInfo system() {
      return new CrsInfo(epsg, name, "", Optional.empty());
    }
  }

  /** The system with a number; empty if there is none that leads to longitude and latitude. */
  public Optional<CrsInfo> find(int epsg) {
    try {
      NamedCrs named = NamedCrs.fromEpsg(epsg);
      // Refuses what is none of the earth, or leads nowhere.
      Georeference.of(AS_IT_IS, named, 1, 1);
      CoordinateReferenceSystem system = named.crs();
      Extent extent = system.getDomainOfValidity();
      String use =
          extent == null || extent.getDescription() == null
              ? ""
              : extent.getDescription().toString();
      return Optional.of(new CrsInfo(epsg, system.getName().getCode(), use, bounds(system)));
    } catch (ExplorerException e) {
      return Optional.empty();
    }
  }

  private static Optional<GeoArea> bounds(CoordinateReferenceSystem system) {
    GeographicBoundingBox box = CRS.getGeographicBoundingBox(system);
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
   * Systems that words or a number may mean: those whose number begins so first, then those of the
   * datums of today, then shorter names before longer ones.
   *
   * @param words each of them begins a part of the name
   * @param most wanted
   */
  public List<CrsInfo> search(String words, int most) {
    List<String> wanted = parts(words);
    if (wanted.isEmpty()) {
      return List.of();
    }
    // "EPSG:326" means the number alone.
    List<String> asked =
        wanted.size() > 1 && wanted.get(0).equals("epsg")
            ? wanted.subList(1, wanted.size())
            : wanted;
    boolean number = asked.size() == 1 && asked.get(0).matches("\\d+");
    Stream<Named> byNumber =
        number
            ? names().stream().filter(n -> (n.epsg + "").startsWith(asked.get(0)))
            : Stream.empty();
    Stream<Named> byName =
        names().stream()
            .filter(n -> holds(n, asked))
            .sorted(
                Comparator.comparingInt(CrsRegistry::rank)
                    .thenComparingInt(n -> n.name.length())
                    .thenComparing(n -> n.name));
    return Stream.concat(byNumber, byName).distinct().limit(most).map(Named::system).toList();
  }

  private static int rank(Named named) {
    for (int i = 0; i < TODAY.size(); i++) {
      if (named.name.startsWith(TODAY.get(i))) {
        return i;
      }
    }
    return TODAY.size();
  }

  private static boolean holds(Named named, List<String> wanted) {
    return wanted.stream().allMatch(w -> named.parts.stream().anyMatch(p -> p.startsWith(w)));
  }

  private static List<String> parts(String words) {
    return Stream.of(words.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
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
    try {
      CRSAuthorityFactory register = ReferencingFactoryFinder.getCRSAuthorityFactory("EPSG", null);
      for (Class<? extends CoordinateReferenceSystem> kind :
          List.of(ProjectedCRS.class, GeographicCRS.class)) {
        Set<String> codes = register.getAuthorityCodes(kind);
        for (String code : codes) {
          String name = register.getDescriptionText("EPSG:" + code).toString();
          all.put(Integer.parseInt(code), name);
        }
      }
    } catch (FactoryException e) {
      throw new ExplorerException("The register of coordinate systems could not be read.", e);
    }
    List<Named> named = new ArrayList<>();
    all.forEach((epsg, name) -> named.add(new Named(epsg, name, parts(name))));
    return List.copyOf(named);
  }
}
