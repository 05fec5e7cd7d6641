package org.kamcl.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.support.ParityLedger;

class ClipTokenizerTest {
  private static final ClipTokenizer TOKENIZER = new ClipTokenizer();

  private static int[] ids(String text) {
    return TOKENIZER.ids(text, ClipTokenizer.CONTEXT_LENGTH);
  }

  @Test
  @Tag("parity")
  void idsOfAllGoldenTextsAreEqual() throws IOException {
    Path file = Path.of(System.getProperty("kamcl.parity", "../shared/parity"), "clip/tokens.json");
    if (!Files.isRegularFile(file)) {
      ParityLedger.skipped("clip/tokens");
    }
    Assumptions.assumeTrue(Files.isRegularFile(file), "The texts are not here: " + file);
    int n = 0;
    for (JsonElement element : JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
      JsonObject entry = element.getAsJsonObject();
      int[] wanted =
          IntStream.range(0, entry.getAsJsonArray("ids").size())
              .map(i -> entry.getAsJsonArray("ids").get(i).getAsInt())
              .toArray();
      String text = entry.get("text").getAsString();
      int[] actual = ids(text);
      ParityLedger.exact("clip/tokens/" + n++, Arrays.equals(wanted, actual));
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

  /** Ids follow from the order of bytes: those of one byte at the end of a piece from 256. */
  @Test
  void piecesOfOneByteHaveTheIdOfTheirByte() {
    assertArrayEquals(
        new int[] {ClipTokenizer.START, 256 + '1' - '!', 256, 256 + '~' - '!', ClipTokenizer.END},
        ids("1 ! ~"));
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
    assertArrayEquals(new int[] {49406, 49406, 49407, 49407}, ids("<START_of_text> <end_of_text>"));
    assertTrue(ids("<|startoftext|>").length > 3);
  }

  @Test
  void tokensShowWhereAPieceEnds() {
    assertEquals(List.of("river</w>", "'s</w>", "1</w>", "2</w>"), TOKENIZER.tokens("River's 12"));
    assertEquals(TOKENIZER.tokens("two words"), List.of("two</w>", "words</w>"));
  }

  /** Replaces the pair that is first in the list at all places, until none is left. */
  private static int[] merged(List<BytePairMerger.Merge> merges, int[] word) {
    List<Integer> symbols = new ArrayList<>();
    Arrays.stream(word).forEach(symbols::add);
    while (true) {
      BytePairMerger.Merge best = null;
      for (int i = 0; i + 1 < symbols.size(); i++) {
        for (BytePairMerger.Merge merge : merges) {
          boolean fits = merge.left() == symbols.get(i) && merge.right() == symbols.get(i + 1);
          best = fits && (best == null || merge.rank() < best.rank()) ? merge : best;
        }
      }
      if (best == null) {
        return symbols.stream().mapToInt(Integer::intValue).toArray();
      }
      for (int i = 0; i + 1 < symbols.size(); i++) {
        if (symbols.get(i) == best.left() && symbols.get(i + 1) == best.right()) {
          symbols.set(i, best.symbol());
          symbols.remove(i + 1);
        }
      }
    }
  }

  @Test
  void mergesAreAppliedInTheirOrderAtAllPlaces() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      List<BytePairMerger.Merge> merges = new ArrayList<>();
      Set<Long> pairs = new HashSet<>();
      for (int rank = 0; rank < 8; rank++) {
        int symbols = 3 + rank;
        BytePairMerger.Merge merge =
            new BytePairMerger.Merge(
                random.nextInt(symbols), random.nextInt(symbols), rank, 3 + rank);
        if (pairs.add(merge.pair())) {
          merges.add(merge);
        }
      }
      int[] word = random.ints(1 + random.nextInt(30), 0, 3).toArray();
      assertArrayEquals(merged(merges, word), new BytePairMerger(merges).merge(word));
    }
  }

  @Test
  void aWordOfManyLettersIsSplitAtOnce() {
    String word = "abcdefghij".repeat(30_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(77, ids(word).length));
  }
}
