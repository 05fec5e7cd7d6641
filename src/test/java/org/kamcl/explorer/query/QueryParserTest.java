package org.kamcl.explorer.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.domain.QueryTerm.Kind;

class QueryParserTest {
  private static QueryTerm term(Kind kind, String text, double weight, boolean excluded) {
    return new QueryTerm(kind, text, weight, excluded);
  }

  private static List<QueryTerm> parseTerms(String text) {
    return QueryParser.parse(text).terms();
  }

  @Test
  void adjacentWordsAreOneTermAndMarksStartNewOnes() {
    assertEquals(
        List.of(QueryTerm.words("boats beside a pier")), parseTerms("  boats beside  a pier "));
    assertEquals(
        List.of(
            term(Kind.WORDS, "harbour", 2, false),
            QueryTerm.words("many ships"),
            term(Kind.PHRASE, "stone pier", 0.5, false),
            term(Kind.WORDS, "bridge", 1, true),
            term(Kind.PHRASE, "red roofs", 3, true)),
        parseTerms("harbour^2, many ships \"stone pier\"^0.5 -bridge -\"red roofs\"^3"));
    assertEquals(
        List.of(QueryTerm.words("boats"), QueryTerm.words("pier")), parseTerms("boats,,pier,"));
  }

  @Test
  void imagesAreFilesOrImagesOfTheArchive() {
    assertEquals(
        List.of(QueryTerm.like(12), term(Kind.IMAGE, "/a b/c.jpg", 2, true)),
        parseTerms("like:#12 -like:\"/a b/c.jpg\"^2"));
  }

  @Test
  void typographicQuotesAndDashesBetweenWordsAreParsed() {
    assertEquals(
        List.of(term(Kind.PHRASE, "stone pier", 1, false)), parseTerms("\u201Cstone pier\u201D"));
    assertEquals(List.of(QueryTerm.words("road north south")), parseTerms("road - north south -"));
    assertEquals(List.of(QueryTerm.words("well-lit road")), parseTerms("well-lit road"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ",", "like:", "-", "\"\"", "^2", ", ,"})
  void aTextWithoutContentIsAnEmptyQuery(String text) {
    assertFalse(QueryParser.parse(text).hasIncludedTerm(), text);
    assertTrue(parseTerms(text).isEmpty(), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "boats \"stone|QUOTE_NOT_CLOSED",
        "pier^|WEIGHT_INVALID",
        "pier^x|WEIGHT_INVALID",
        "pier^0|WEIGHT_INVALID",
        "pier^-2|WEIGHT_INVALID",
        "pier^NaN|WEIGHT_INVALID",
        "pier^Infinity|WEIGHT_INVALID"
      })
  void anInvalidQueryIsRejectedWithACode(String text, QueryError code) {
    KamclException e = assertThrows(KamclException.class, () -> QueryParser.parse(text));
    assertEquals(code, e.code());
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }

  @Test
  void weightsAreLimitedToTheirRange() {
    assertEquals(QueryTerm.MAX_WEIGHT, parseTerms("pier^1e9").get(0).weight());
    assertEquals(QueryTerm.MIN_WEIGHT, parseTerms("pier^0.00001").get(0).weight());
  }

  @Test
  void writtenQueriesAreParsedBack() {
    String[] pieces = {
      "boats", "pier", "-", "like:", "^2", ",", "\"", "\u201D", "5\"", "a", "a-b", "\\", "#3",
      "\u6c34"
    };
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      List<QueryTerm> terms = new ArrayList<>();
      int count = 1 + random.nextInt(4);
      while (terms.size() < count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(4); i++) {
          text.append(random.nextBoolean() ? " " : "")
              .append(pieces[random.nextInt(pieces.length)]);
        }
        String words = text.toString().strip();
        Kind kind = Kind.values()[random.nextInt(3)];
        if (kind == Kind.IMAGE) {
          words = random.nextBoolean() ? "#" + random.nextInt(99) : "/" + words;
        }
        double weight = random.nextBoolean() ? 1 : (10 + random.nextInt(490)) / 100.0;
        if (!words.equals("-")) {
          terms.add(term(kind, words, weight, random.nextInt(3) == 0));
        }
      }
      String written = QueryWriter.write(new Query(terms));
      List<QueryTerm> read = parseTerms(written);
      assertEquals(terms.size(), read.size(), written);
      for (int i = 0; i < read.size(); i++) {
        QueryTerm before = terms.get(i);
        assertEquals(before.text(), read.get(i).text(), written);
        assertEquals(before.weight(), read.get(i).weight(), 1e-9, written);
        assertEquals(before.excluded(), read.get(i).excluded(), written);
        assertEquals(before.kind() == Kind.IMAGE, read.get(i).kind() == Kind.IMAGE, written);
      }
      assertEquals(written, QueryWriter.write(new Query(read)));
    }
  }

  @Test
  void anyTextIsAQueryOrACodedError() {
    String letters = "ab -\",^:#2.\u201C\\\tlike:";
    Random random = new Random(5);
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < random.nextInt(14); i++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        String written = QueryWriter.write(QueryParser.parse(text.toString()));
        assertEquals(written, QueryWriter.write(QueryParser.parse(written)), text.toString());
      } catch (KamclException e) {
        assertTrue(e.getMessage().endsWith("."), text.toString());
      }
    }
  }
}
