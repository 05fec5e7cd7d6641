package org.kamcl.explorer.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds captions and images by words. The indexes of words have no checksums: they are compared
 * with the captions and paths before their first use and after each change of the images. Wrong
 * ones are built anew; if that is impossible, words are found by an index in memory. Thread-safe.
 */
public final class WordSearch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WordSearch.class);

  private final Database database;
  private final ImageEntries entries;

  /** The version of the images whose words were compared last. */
  private volatile @Nullable Long compared;

  /** Used by reads only, one at a time. */
  private volatile @Nullable OwnWords own;

  private volatile Optional<Problem> problem = Optional.empty();

  WordSearch(Database database, ImageEntries entries) {
    this.database = database;
    this.entries = entries;
  }

  /**
   * Distinct captions that contain all typed words, best match first, those that people wrote in
   * the captioning queue before the others; the last word may be incomplete.
   *
   * @param top maximum number of captions
   */
  public List<String> captions(String typed, int top) {
    return search(
        (open, words) ->
            Stream.concat(
                    WrittenWords.captions(open, typed),
                    words.captions(typed, top, entries.damagedFiles()).stream())
                .distinct()
                .limit(Math.max(0, top))
                .toList());
  }

  /** Ids of images whose captions or path contain all typed words, ascending. */
  public long[] images(String typed) {
    return search(
        (open, words) ->
            entries.intact(
                LongStream.concat(
                        WrittenWords.images(open, typed), LongStream.of(words.images(typed)))
                    .sorted()
                    .distinct()
                    .toArray()));
  }

  /** What was wrong with the indexes when they were compared last. */
  public Optional<Problem> problem() {
    return problem;
  }

  private interface Question<T> {
    T ask(Connection catalog, FullTextSearch words) throws SQLException;
  }

  private <T> T search(Question<T> question) {
    compare();
    return database.read(
        open -> {
          OwnWords words = own;
          return question.ask(
              open, new FullTextSearch(open, words == null ? open : words.connection()));
        });
  }

  /** Not within a read: a wrong index is built anew by a write. */
  private void compare() {
    long version = version();
    Long last = compared;
    if (last != null && last == version) {
      return;
    }
    WordIndex.State state = state();
    boolean usable = state == WordIndex.State.RIGHT;
    if (state == WordIndex.State.WRONG) {
      usable = tryRebuild();
      problem =
          Optional.of(
              Problem.of(usable ? CatalogError.WORDS_REBUILT : CatalogError.WORDS_NOT_USED));
      LOG.warn("{}: {}", database.file(), ErrorText.of(problem.get(), Locale.ENGLISH));
      version = usable ? version() : version;
    }
    boolean inMemory = !usable;
    database.read(
        open -> {
          replaceOwn(inMemory ? OwnWords.read(open) : null);
          return true;
        });
    compared = version;
  }

  private long version() {
    return database.read(open -> new Revisions(open).images());
  }

  /** Compares the indexes with the captions and paths. */
  WordIndex.State state() {
    return database.read(WordIndex::state);
  }

  /**
   * Builds wrong indexes anew.
   *
   * @return whether one was wrong
   * @throws KamclException if the catalog cannot be written
   */
  boolean mend() {
    if (state() != WordIndex.State.WRONG) {
      return false;
    }
    rebuild();
    problem = Optional.empty();
    return true;
  }

  private boolean tryRebuild() {
    try {
      rebuild();
      return true;
    } catch (KamclException e) {
      LOG.debug("The indexes of words were not built anew", e);
      return false;
    }
  }

  private void rebuild() {
    database.change(
        open -> {
          for (WordIndex words : WordIndex.values()) {
            words.rebuild(open);
          }
          new Revisions(open).imagesChanged();
        });
  }

  private void replaceOwn(@Nullable OwnWords words) throws SQLException {
    OwnWords before = own;
    own = words;
    if (before != null) {
      before.close();
    }
  }

  @Override
  public void close() {
    try {
      replaceOwn(null);
    } catch (SQLException e) {
      LOG.warn("The words in memory could not be released: {}", e.toString());
    }
  }
}
