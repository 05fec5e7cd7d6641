package org.kamcl.engine.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;

class WordPieceTokenizerTest {
  private static final WordPieceTokenizer TOKENIZER =
      WordPieceTokenizer.read(Path.of("models/default/wordpiece.txt"));

  private static void assertTokens(String text, String... tokens) {
    List<String> actual = TOKENIZER.tokens(text);
    assertEquals(List.of(tokens), actual.subList(1, actual.size() - 1), text);
  }

  @Test
  void wordsAreLowercasedAndAccentsAreRemoved() {
    assertTokens("\u00c9cole e\u0301cole", "ecole", "ecole");
    assertTokens("two planes, parked.", "two", "planes", ",", "parked", ".");
  }

  @Test
  void finalSigmaIsKept() {
    assertTokens("\u039f\u0394\u039f\u03a3", "\u03bf", "##\u03b4", "##\u03bf\u03c2");
  }

  @Test
  void controlCharactersAreRemovedAndCjkCharactersAreSeparated() {
    assertTokens("sh\u200bip\u0000", "ship");
    assertEquals(4, TOKENIZER.tokens("\u4e2d\u56fd").size());
  }

  @Test
  void wordsLongerThanOneHundredCharactersAreUnknown() {
    assertTokens("x".repeat(101), "[UNK]");
    assertEquals(-1, TOKENIZER.tokens("x".repeat(100)).indexOf("[UNK]"));
  }

  @Test
  void longTextsAreTruncatedBeforeTheLastToken() {
    assertArrayEquals(new int[] {101, 2048, 102}, TOKENIZER.ids("two planes parked", 3));
  }

  @Test
  void vocabularyWithoutSpecialTokensIsRejected() {
    KamclException e =
        assertThrows(KamclException.class, () -> new WordPieceTokenizer(List.of("a")));
    assertEquals(TextError.WORD_MISSING, e.code());
  }
}
