package org.kamcl.engine.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits text into lower-case words by the Penn Treebank conventions in NLTK's variant (3.8),
 * without punctuation: the tokens of the published vocabulary. (Ji et al., TGRS 2023, section
 * IV-A.)
 */
public final class TreebankTokenizer {
  private static final Set<String> DROPPED =
      Set.of(",", ".", ":", ";", "?", "(", ")", "[", "]", "&", "!", "*", "@", "#", "$", "%");

  private static final String LETTER = "[\\p{L}\\p{Nd}\\p{Mn}_]";

  /**
   * The start of a word, before a letter. The word boundary {@code \b} of Java looks for the letter
   * of an accent, which takes too long in a text of many accents.
   */
  private static final String START = "(?<!" + LETTER + ")";

  /** The end of a word, behind a letter. */
  private static final String END = "(?!" + LETTER + ")";

  /** A replacement in the text; together, the rules put spaces between tokens. */
  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String pattern, String replacement) {
      return new Rule(Pattern.compile(pattern), replacement);
    }

    String apply(String text) {
      return pattern.matcher(text).replaceAll(replacement);
    }
  }

  private static final List<Rule> BEFORE_PADDING =
      List.of(
          // Opening quotes.
          Rule.of("[\u00ab\u201c\u2018\u201e]|`+", " $0 "),
          Rule.of("^\"", "``"),
          Rule.of("``", " `` "),
          Rule.of("([ (\\[{<])(?:\"|'{2})", "$1 `` "),
          Rule.of("(?i)'(?!re|ve|ll|m|t|s|d|n)(\\w)" + END, "' $1"),
          // Punctuation. A period is separated from its word only at the end of the text.
          // Without possessive quantifiers, its blanks would be divided in all ways.
          Rule.of("([^.])(\\.)([\\])}>\"'\u00bb\u201d\u2019 ]*+)\\s*+$", "$1 $2 $3 "),
          Rule.of("([:,])([^\\d])", " $1 $2"),
          Rule.of("([:,])$", " $1 "),
          Rule.of("\\.{2,}", " $0 "),
          Rule.of("[;@#$%&]", " $0 "),
          Rule.of("([^.])(\\.)([\\])}>\"']*+)\\s*+$", "$1 $2$3 "),
          Rule.of("[?!]", " $0 "),
          Rule.of("([^'])'\\s", "$1 ' "),
          Rule.of("[*]", " $0 "),
          Rule.of("[\\]\\[(){}<>]", " $0 "),
          Rule.of("--", " -- "));

  private static final List<Rule> AFTER_PADDING =
      List.of(
          // Closing quotes and contractions.
          Rule.of("[\u00bb\u201d\u2019]", " $0 "),
          Rule.of("''", " '' "),
          Rule.of("\"", " '' "),
          Rule.of("([^' ])('[sS]|'[mM]|'[dD]|') ", "$1 $2 "),
          Rule.of("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ", "$1 $2 "),
          // Contractions without an apostrophe.
          Rule.of("(?i)" + START + "(can)(not)" + END, " $1 $2 "),
          Rule.of("(?i)" + START + "(d)('ye)" + END, " $1 $2 "),
          Rule.of("(?i)" + START + "(gim|lem)(me)" + END, " $1 $2 "),
          Rule.of("(?i)" + START + "(gon)(na)" + END, " $1 $2 "),
          Rule.of("(?i)" + START + "(got)(ta)" + END, " $1 $2 "),
          Rule.of("(?i)" + START + "(more)('n)" + END, " $1 $2 "),
          Rule.of("(?i)" + START + "(wan)(na)(?=\\s)", " $1 $2 "),
          Rule.of("(?i) ('t)(is|was)" + END, " $1 $2 "));

  /**
   * Tokens of a caption, including punctuation.
   *
   * @return in the caption's order, lower case
   */
  public List<String> rawTokens(String caption) {
    String text = lowerCase(caption.strip());
    for (Rule rule : BEFORE_PADDING) {
      text = rule.apply(text);
    }
    text = " " + text + " ";
    for (Rule rule : AFTER_PADDING) {
      text = rule.apply(text);
    }
    List<String> tokens = new ArrayList<>();
    for (String token : text.split("\\s+")) {
      if (!token.isEmpty()) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  /**
   * Word tokens of a caption: {@link #rawTokens} without punctuation marks.
   *
   * @return in the caption's order, lower case; may be empty
   */
  public List<String> tokens(String caption) {
    List<String> tokens = rawTokens(caption);
    tokens.removeIf(DROPPED::contains);
    return tokens;
  }

  /** Changes A-Z only, independent of the locale. */
  static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }
}
