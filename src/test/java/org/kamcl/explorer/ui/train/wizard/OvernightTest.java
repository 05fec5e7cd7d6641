package org.kamcl.explorer.ui.train.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.RunEstimate;
import org.kamcl.explorer.domain.TrainingSetting;
import org.kamcl.explorer.ui.text.Messages;

class OvernightTest {
  /** A run of 10 epochs that prepares for ten minutes. */
  private static RunEstimate measured(int batches, double step, double validation) {
    double epoch = batches * step + validation;
    return new RunEstimate(
        "cpu",
        2,
        64 * batches,
        10,
        step,
        64 / step,
        OptionalDouble.of(validation),
        batches,
        10,
        Duration.ofMillis((long) (1000 * (600 + 10 * epoch))),
        1,
        1,
        1,
        1,
        List.of());
  }

  @Test
  void aLargeCorpusHasTheEpochsThatFitInTenHours() {
    // 136 steps of 12 s and 168 s of validation are half an hour: 9 h 50 min have 19 of them.
    Overnight night = Overnight.of(measured(136, 12, 168), 40);
    assertEquals(19, night.epochs());
    assertEquals(Duration.ofMinutes(10 + 19 * 30), night.duration());
    assertFalse(night.limited());
    assertTrue(night.fits());
  }

  @Test
  void aSmallCorpusHasNoMoreEpochsThanMakeSense() {
    // 400 images, 6 batches: 911 epochs would fit.
    Overnight night = Overnight.of(measured(6, 6, 2.8), 40);
    assertEquals(40, night.epochs());
    assertTrue(night.limited());
    assertEquals(Duration.ofSeconds(600 + 40 * 38 + 32), night.duration());
  }

  @Test
  void anEpochThatIsLongerThanANightIsSaid() {
    Overnight night = Overnight.of(measured(5000, 10, 0), 40);
    assertEquals(1, night.epochs());
    assertFalse(night.fits());
    assertFalse(night.limited());
  }

  @Test
  void eachPresetHasItsLimit() {
    assertEquals(12, Preset.QUICK.mostEpochs());
    assertEquals(40, Preset.FULL.mostEpochs());
    assertEquals(40, Preset.PUBLISHED.mostEpochs());
  }

  @Test
  void sentencesOfSettingsEndAsInTheirLanguage() {
    TrainingSetting english = new TrainingSetting("epochs", "schedule", "number of passes", "3");
    assertEquals(
        "Number of passes.", SettingTexts.description(english, new Messages(Locale.ENGLISH)));
    TrainingSetting chinese = new TrainingSetting("epochs", "schedule", "\u6b21\u6570", "3");
    assertEquals(
        "\u6b21\u6570\u3002",
        SettingTexts.description(chinese, new Messages(Locale.SIMPLIFIED_CHINESE)));
  }
}
