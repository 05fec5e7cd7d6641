package org.kamcl.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.support.ClipFixtures;
import org.kamcl.support.ParityLedger;

class ClipTokenizerTest {
  private static final ClipTokenizer TOKENIZER = new ClipTokenizer();

  private static int[] ids(String text) {
    return TOKENIZER.ids(text, ClipTokenizer.CONTEXT_LENGTH);
  }

  @Test
  @Tag("parity")
  void idsOfAllGoldenTextsAreEqual() {
    ClipFixtures fixtures = ClipFixtures.open().orElse(null);
    Assumptions.assumeTrue(fixtures != null, "The fixtures are not here.");
    int n = 0;
    for (JsonElement element : fixtures.json("tokens.json").getAsJsonArray()) {
      JsonObject entry = element.getAsJsonObject();
      int[] wanted =
          IntStream.range(0, entry.getAsJsonArray("ids").size())
              .map(i -> entry.getAsJsonArray("ids").get(i).getAsInt())
              .toArray();
      String text = entry.get("text").getAsString();
      int[] actual = ids(text);
      ParityLedger.exact("clip/tokens/" + n++, java.util.Arrays.equals(wanted, actual));
      assertArrayEquals(wanted, actual, text);
    }
    assertTrue(n >= 30, "texts compared: " + n);
  }

  @Test
  void textIsLowercasedAndEncodedBetweenStartAndEnd() {
    assertArrayEquals(new int[] {49406, 320, 2465, 49407}, ids("A  Bridge\n"));
    assertArrayEquals(new int[] {49406, 49407}, ids(""));
    assertArrayEquals(new int[] {49406, 49407}, ids(" \t\u00a0\u2003"));
  }

  @Test
  void longTextsKeepTheEnd() {
    int[] all = ids("x ".repeat(200));
    assertEquals(77, all.length);
    assertEquals(ClipTokenizer.END, all[76]);
    assertEquals(all[1], all[75]);
    assertArrayEquals(new int[] {49406, 49407}, TOKENIZER.ids("a bridge", 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "&amp;amp; &lt;b&gt;|& <b>",
        "fish &amp chips|fish & chips",
        "&notit; &notin;|\u00acit; \u2209",
        "&#65;&#x42;&#x80;&#38;lt;|ab\u20ac<",
        "&#0; &#xD800; &#99999999999;|\ufffd \ufffd \ufffd",
        "&#1;&#xfdd0;x|x",
        "&unknown; & &;|&unknown; & &;",
        "\u2018a\u2019 \u201cb\u201d|'a' \"b\"",
        "\ufb01sh \uff21\uff22|fish ab",
        "e\u0301cole|\u00e9cole",
        "sh\u0000i\ufeffp\u007f|ship",
      })
  void textIsCleanedBeforeItIsSplit(String raw, String clean) {
    assertEquals(clean, new ClipText().clean(raw));
  }

  @Test
  void specialTokensAreKnownInOneSpellingOnly() {
    assertArrayEquals(
        new int[] {49406, 49406, 49407, 49407}, ids("<START_of_text> <end_of_text>"));
    assertTrue(ids("<|startoftext|>").length > 3);
  }

  @Test
  void tokensShowWhereAPieceEnds() {
    assertEquals(
        List.of("river</w>", "'s</w>", "1</w>", "2</w>"), TOKENIZER.tokens("River's 12"));
    assertEquals(TOKENIZER.tokens("two words"), List.of("two</w>", "words</w>"));
  }

  @Test
  void mergesAreAppliedInTheirOrderAtAllPlaces() {
    // What repeated replacement of the best pair gives, letter by letter.
    for (String word : List.of("aaaaaaaaaaaaa", "antidisestablishment", "lolololol", "zzzzz")) {
      List<String> pieces = TOKENIZER.tokens(word);
      assertEquals(word + "</w>", String.join("", pieces));
    }
  }

  @Test
  void aWordOfAMillionLettersIsSplitAtOnce() {
    String word = "abcdefghij".repeat(100_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(77, ids(word).length));
  }
}
