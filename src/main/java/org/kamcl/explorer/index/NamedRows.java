package org.kamcl.explorer.index;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kamcl.file.FileNames;

/**
 * Rows of a table by the file that they name. A file is found by the spelling of the table, in
 * either Unicode form, or else in other upper and lower case if that fits one row only. Rows that
 * name none of the wanted files are counted only: a table can have many more rows than there are
 * files.
 */
final class NamedRows<V> {
  private final Set<String> wanted;
  private final Map<String, V> rows = new HashMap<>();

  /** Keys by their folded form; empty where several keys have the form. */
  private final Map<String, Optional<String>> folded = new HashMap<>();

  private final Set<String> used = new HashSet<>();
  private long others;

  /**
   * @param wanted the names by which files are looked up, as {@link FileNames#foldedKey}
   */
  NamedRows(Set<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * Adds a row.
   *
   * @return whether it is used; not if another row has the same name
   */
  boolean add(String name, V row) {
    String foldedKey = FileNames.foldedKey(name);
    if (!wanted.contains(foldedKey)) {
      others++;
      return true;
    }
    String key = FileNames.key(name);
    V known = rows.putIfAbsent(key, row);
    if (known != null) {
      return known.equals(row);
    }
    folded.merge(foldedKey, Optional.of(key), (one, other) -> Optional.empty());
    return true;
  }

  /** The key of the row that names a path; empty if there is none. */
  Optional<String> find(String path) {
    String key = FileNames.key(path);
    return rows.containsKey(key)
        ? Optional.of(key)
        : folded.getOrDefault(FileNames.foldedKey(path), Optional.empty());
  }

  /** The row of a key. */
  Optional<V> get(String key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** The row of a key that {@link #find} returned, which is counted as used. */
  V use(String key) {
    used.add(key);
    return rows.get(key);
  }

  /** Number of rows that were not used. */
  long unused() {
    return others + rows.size() - used.size();
  }
}
