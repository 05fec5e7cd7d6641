package org.kamcl.explorer.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A node of a CRS as text (WKT 1, ESRI's dialect of it, or WKT 2).
 *
 * @param keyword in capitals
 * @param texts its quoted and bare words, in order
 * @param numbers its numbers, in order
 * @param children the nodes within it, in order
 */
record WktNode(String keyword, List<String> texts, List<Double> numbers, List<WktNode> children) {
  private static final int MAX_DEPTH = 32;

  /** The longest definitions have about 10,000 characters. */
  private static final int MAX_LENGTH = 100_000;

  /** Parses a text; empty if it is not WKT or too long for it. */
  static Optional<WktNode> parse(String text) {
    return text.length() > MAX_LENGTH
        ? Optional.empty()
        : Optional.ofNullable(new Parser(text).node(0));
  }

  /** The first part with one of these names. */
  Optional<WktNode> child(String... keywords) {
    for (WktNode part : children) {
      if (List.of(keywords).contains(part.keyword)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /** The first node with one of these names, this one or below. */
  Optional<WktNode> find(String... keywords) {
    if (List.of(keywords).contains(keyword)) {
      return Optional.of(this);
    }
    return children.stream().flatMap(p -> p.find(keywords).stream()).findFirst();
  }

  /** The first text. */
  String name() {
    return texts.isEmpty() ? "" : texts.get(0);
  }

  double number(int index, double otherwise) {
    return index < numbers.size() ? numbers.get(index) : otherwise;
  }

  /** The EPSG code of this node. */
  Optional<Integer> epsg() {
    return child("AUTHORITY", "ID")
        .filter(id -> id.name().equalsIgnoreCase("EPSG"))
        .flatMap(
            id -> {
              if (!id.numbers.isEmpty()) {
                return Optional.of((int) (double) id.numbers.get(0));
              }
              String code = id.texts.size() > 1 ? id.texts.get(1) : "";
              return code.matches("\\d{1,6}")
                  ? Optional.of(Integer.parseInt(code))
                  : Optional.empty();
            });
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    private void blanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private String word() {
      int from = at;
      while (at < text.length() && ",[]()\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(from, at).strip();
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"') {
          if (at < text.length() && text.charAt(at) == '"') {
            at++;
          } else {
            break;
          }
        }
        value.append(c);
      }
      return value.toString();
    }

    private boolean opens() {
      blanks();
      return at < text.length() && (text.charAt(at) == '[' || text.charAt(at) == '(');
    }

    /** A node, or null where there is none. */
    WktNode node(int depth) {
      blanks();
      String keyword = word().toUpperCase(Locale.ROOT);
      return keyword.isEmpty() || depth > MAX_DEPTH || !opens() ? null : body(keyword, depth);
    }

    private WktNode body(String keyword, int depth) {
      WktNode node = new WktNode(keyword, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      at++;
      while (at < text.length()) {
        blanks();
        if (at >= text.length()) {
          break;
        }
        char c = text.charAt(at);
        if (c == ']' || c == ')') {
          at++;
          break;
        }
        if (c == ',') {
          at++;
        } else if (c == '"') {
          node.texts.add(quoted());
        } else if (!value(node, depth)) {
          break;
        }
      }
      return node;
    }

    private boolean value(WktNode node, int depth) {
      String word = word();
      if (word.isEmpty()) {
        return false;
      }
      if (opens()) {
        if (depth >= MAX_DEPTH) {
          return false;
        }
        node.children.add(body(word.toUpperCase(Locale.ROOT), depth + 1));
        return true;
      }
      try {
        node.numbers.add(Double.valueOf(word));
      } catch (NumberFormatException e) {
        node.texts.add(word);
      }
      return true;
    }
  }
}
