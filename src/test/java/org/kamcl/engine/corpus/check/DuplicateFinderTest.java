package org.kamcl.engine.corpus.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;

/** Copies are found, images that only resemble one another are not. */
class DuplicateFinderTest {
  private static final int SIDE = 96;

  private static List<List<DuplicateFinder.Member>> groups(RgbImage... images) {
    return DuplicateFinder.find(List.of(images).stream().map(ImageFingerprint::of).toList());
  }

  private static RgbImage reencoded(RgbImage image) {
    return ImageDecoder.decode(new ByteArrayInputStream(ImageBytes.jpeg(image)), "copy.jpg");
  }

  private static List<Integer> indices(List<DuplicateFinder.Member> group) {
    return group.stream().map(DuplicateFinder.Member::image).toList();
  }

  @Test
  void equalReencodedAndResizedCopiesAreOneGroup() {
    RgbImage image = CheckImages.landscape(1, SIDE);
    List<List<DuplicateFinder.Member>> groups =
        groups(
            image,
            CheckImages.landscape(2, SIDE),
            reencoded(image),
            CheckImages.resized(image, 60),
            CheckImages.resized(image, 150),
            reencoded(CheckImages.resized(image, 70)),
            image);
    assertEquals(1, groups.size());
    assertEquals(List.of(0, 2, 3, 4, 5, 6), indices(groups.get(0)));
    assertTrue(groups.get(0).stream().noneMatch(DuplicateFinder.Member::turned));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void reflectedAndRotatedCopiesAreFoundAndMarked(int orientation) {
    RgbImage image = CheckImages.landscape(3, SIDE);
    RgbImage copy = reencoded(CheckImages.turned(image, orientation));
    List<List<DuplicateFinder.Member>> groups = groups(CheckImages.landscape(4, SIDE), image, copy);
    assertEquals(
        List.of(List.of(new DuplicateFinder.Member(1, false), new DuplicateFinder.Member(2, true))),
        groups);
  }

  @Test
  void differentImagesAreNoCopies() {
    RgbImage[] images =
        IntStream.range(0, 200)
            .mapToObj(i -> CheckImages.landscape(100 + i, 48))
            .toArray(RgbImage[]::new);
    assertEquals(List.of(), groups(images));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 4, 12, 30})
  void differentWaterIsNoCopy(double noise) {
    List<RgbImage> images = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      RgbImage water = CheckImages.water(i, noise + i / 100.0, SIDE);
      images.add(noise < 5 ? reencoded(water) : water);
    }
    // With little noise, several are equal to the pixel: those are copies.
    List<List<DuplicateFinder.Member>> groups = groups(images.toArray(RgbImage[]::new));
    for (List<DuplicateFinder.Member> group : groups) {
      RgbImage first = images.get(group.get(0).image());
      for (DuplicateFinder.Member member : group) {
        RgbImage other = images.get(member.image());
        assertEquals(List.of(toList(first)), List.of(toList(other)));
      }
    }
  }

  private static List<Byte> toList(RgbImage image) {
    List<Byte> values = new ArrayList<>();
    for (byte value : image.rgb()) {
      values.add(value);
    }
    return values;
  }

  @Test
  void waterCopiedAndReencodedIsFoundByItsTexture() {
    RgbImage water = CheckImages.water(7, 40, SIDE);
    List<List<DuplicateFinder.Member>> groups =
        groups(water, CheckImages.water(8, 40, SIDE), reencoded(water));
    assertEquals(List.of(0, 2), indices(groups.get(0)));
    assertEquals(1, groups.size());
  }

  @Test
  void uniformImagesAreCopiesOnlyIfTheirPixelsAreEqual() {
    List<List<DuplicateFinder.Member>> groups =
        groups(
            CheckImages.uniform(10, 60, 90, SIDE),
            CheckImages.uniform(11, 60, 90, SIDE),
            CheckImages.uniform(10, 60, 90, SIDE),
            CheckImages.uniform(10, 60, 90, SIDE / 2));
    assertEquals(1, groups.size());
    assertEquals(List.of(0, 2), indices(groups.get(0)));
  }

  @Test
  void sameShapesInAnotherColorAreNoCopies() {
    RgbImage image = CheckImages.landscape(9, SIDE);
    assertEquals(List.of(), groups(image, CheckImages.brighter(image, 110)));
  }

  @Test
  void manyEqualImagesAreOneGroup() {
    ImageFingerprint one = ImageFingerprint.of(CheckImages.landscape(11, SIDE));
    int many = 200_000;
    List<List<DuplicateFinder.Member>> groups =
        DuplicateFinder.find(Collections.nCopies(many, one));
    assertEquals(1, groups.size());
    assertEquals(many, groups.get(0).size());
  }
}
