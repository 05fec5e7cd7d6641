package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.PixelWindow;

class CuttingTest {
  private static Cutting cutting(String window, double overlap) {
    return Cutting.parse(window, overlap, OptionalDouble.empty());
  }

  @Test
  void windowsOfPixelsNeedNoPlaceAndReachTheEdge() {
    List<PixelWindow> windows = new SceneTiler(cutting("512px", 0)).cut(1200, 512, 0, 0);
    assertEquals(
        List.of(
            new PixelWindow(0, 0, 512, 512),
            new PixelWindow(344, 0, 512, 512),
            new PixelWindow(688, 0, 512, 512)),
        windows);
    assertEquals(List.of(), new SceneTiler(cutting("512px", 0)).cut(300, 200, 0, 0));
  }

  @Test
  void neighboursOverlapAtLeastAsAskedFor() {
    List<PixelWindow> windows = new SceneTiler(cutting("100m", 0.25)).cut(1000, 100, 1, 1);
    assertEquals(13, windows.size());
    for (int i = 1; i < windows.size(); i++) {
      int shared = windows.get(i - 1).x() + 100 - windows.get(i).x();
      assertEquals(true, shared >= 25, "window " + i);
    }
    assertEquals(900, windows.get(12).x());
  }

  @Test
  void pixelsAreThoseOfTheResolutionAskedFor() {
    Cutting cutting = Cutting.parse("256px", 0, OptionalDouble.of(2));
    assertEquals(
        new PixelWindow(0, 0, 1024, 1024),
        new SceneTiler(cutting).cut(4096, 4096, 0.5, 0.5).get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ten", "5px", "0m", "-3", "600 km"})
  void impossibleWindowsAreRefused(String window) {
    assertThrows(ExplorerException.class, () -> cutting(window, 0));
  }

  @Test
  void wordsChangeWithThePictures() {
    assertEquals("windows of 600.0 m", Cutting.DEFAULT.words());
    assertEquals("windows of 512.0 px, overlap 0.250", cutting("512px", 0.25).words());
    assertThrows(ExplorerException.class, () -> cutting("600", 0.95));
  }

  @Test
  void wordsAreReadAgainWhateverStandsBehindThem() {
    for (Cutting cutting :
        List.of(
            Cutting.DEFAULT,
            cutting("512px", 0.25),
            Cutting.parse("300.5m", 0, OptionalDouble.of(0.6)),
            Cutting.parse("256px", 0.125, OptionalDouble.of(2)))) {
      assertEquals(Optional.of(cutting), Cutting.ofWords(cutting.words()));
      assertEquals(
          Optional.of(cutting), Cutting.ofWords(cutting.words() + ", bands [4, 3, 2], 1.0-99.0 %"));
    }
    assertEquals(Optional.empty(), Cutting.ofWords("whole"));
    assertEquals(Optional.empty(), Cutting.ofWords(""));
  }
}
