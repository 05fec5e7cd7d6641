package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.domain.ImageRecord;

class ImageComparatorsTest {
  /** Towns by longitude; there is none near 0. */
  private final ImageComparators comparators =
      new ImageComparators(
          point ->
              point.lon() > 10
                  ? Optional.of("Zagreb")
                  : point.lon() > 5 ? Optional.of("Aachen") : Optional.empty());

  private static ImageRecord image(long id, String name, String date, double gsd, double... at) {
    return ImageRecord.builder(id, "Towns", Path.of("/images", name))
        .date(date.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(date)))
        .gsd(gsd > 0 ? OptionalDouble.of(gsd) : OptionalDouble.empty())
        .footprint(
            at.length == 0
                ? Optional.empty()
                : Optional.of(
                    new Footprint(
                        List.of(
                            new GeoPoint(at[0], at[1]),
                            new GeoPoint(at[0] + 0.01, at[1]),
                            new GeoPoint(at[0], at[1] + 0.01)))))
        .build();
  }

  private final List<ImageRecord> images =
      List.of(
          image(1, "scene 10.tif", "2019-05-01", 0.5, 11, 45),
          image(2, "scene 2.tif", "", 10, 6, 50),
          image(3, "Scene 1.tif", "2021-01-31", 0, 12, 46),
          image(4, "area.tif", "2020-12-31", 2),
          image(5, "beta.tif", "2020-12-31", 0.5, 0, -20),
          image(6, "gamma.tif", "2018-01-01", 0.5, 0, 30));

  private List<Long> sorted(ImageOrder.Key key, boolean reversed) {
    List<ImageRecord> list = new ArrayList<>(images);
    list.sort(comparators.of(new ImageOrder(key, reversed)));
    return list.stream().map(ImageRecord::id).toList();
  }

  @Test
  void newestImagesComeFirstAndUndatedOnesLast() {
    assertEquals(List.of(3L, 4L, 5L, 1L, 6L, 2L), sorted(ImageOrder.Key.DATE, false));
    assertEquals(List.of(6L, 1L, 4L, 5L, 3L, 2L), sorted(ImageOrder.Key.DATE, true));
  }

  @Test
  void namesAreSortedAlphabeticallyWithNumbersByValue() {
    assertEquals(List.of(4L, 5L, 6L, 3L, 2L, 1L), sorted(ImageOrder.Key.NAME, false));
    assertEquals(List.of(1L, 2L, 3L, 6L, 5L, 4L), sorted(ImageOrder.Key.NAME, true));
  }

  @Test
  void finestImagesComeFirstAndThoseWithoutGsdLast() {
    assertEquals(List.of(5L, 6L, 1L, 4L, 2L, 3L), sorted(ImageOrder.Key.GSD, false));
    assertEquals(List.of(2L, 4L, 5L, 6L, 1L, 3L), sorted(ImageOrder.Key.GSD, true));
  }

  @Test
  void placesAreSortedByTownThenNorthToSouthAndUnlocatedImagesComeLast() {
    assertEquals(List.of(2L, 3L, 1L, 6L, 5L, 4L), sorted(ImageOrder.Key.PLACE, false));
    assertEquals(List.of(1L, 3L, 2L, 5L, 6L, 4L), sorted(ImageOrder.Key.PLACE, true));
  }

  @Test
  void naturalOrderIsConsistentForLongNumbersAndLeadingZeros() {
    List<String> names =
        Stream.of(
                "s20210101123456789012345678.tif",
                "s9.tif",
                "s007.tif",
                "s7.tif",
                "s70.tif",
                "S8.tif",
                "s.tif",
                "s7")
            .sorted(ImageComparators.naturalOrder())
            .toList();
    assertEquals(
        List.of(
            "s.tif",
            "s7",
            "s007.tif",
            "s7.tif",
            "S8.tif",
            "s9.tif",
            "s70.tif",
            "s20210101123456789012345678.tif"),
        names);
  }

  @Test
  void numbersInNamesAreComparedByValueWhateverTheirLengthAndLeadingZeros() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 5_000; i++) {
      String a = digits(random);
      String b = digits(random);
      int byValue = new BigInteger(a).compareTo(new BigInteger(b));
      int expected = byValue != 0 ? byValue : Integer.signum(a.compareTo(b));
      assertEquals(
          expected,
          Integer.signum(ImageComparators.naturalOrder().compare("s" + a, "s" + b)),
          a + " and " + b);
    }
    assertEquals(
        List.of("a0.tif", "a00.tif", "a01.tif", "a1.tif", "a2b3.tif", "a2b10.tif", "a10.tif"),
        Stream.of("a10.tif", "a2b10.tif", "a01.tif", "a2b3.tif", "a1.tif", "a00.tif", "a0.tif")
            .sorted(ImageComparators.naturalOrder())
            .toList());
  }

  private static String digits(SplittableRandom random) {
    String zeros = "0".repeat(random.nextInt(3));
    return zeros
        + random
            .ints(random.nextInt(1, 25), 0, 3)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining());
  }
}
