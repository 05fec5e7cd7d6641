package org.kamcl.explorer.backup;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.file.JsonValues;

/**
 * The list of contents of a backup, its last entry. A backup without it, or that differs from it,
 * is not whole.
 *
 * @param created time, ISO 8601 in UTC
 * @param catalog what the catalog holds; empty if the workspace has none
 * @param files all other entries, by name
 */
record BackupManifest(
    String created, Optional<CatalogCopy.Content> catalog, Map<String, CopyProgress.Copied> files) {
  /** Name of the entry. */
  static final String NAME = "kamcl-backup.json";

  static final int FORMAT = 1;

  /** Longest list of contents that is read, characters. */
  static final int LONGEST = 64 << 20;

  private static final String PURPOSE = "Backup of a KAMCL workspace";

  /** The list is of a later format. */
  static final class NewerException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** The list is not what this program writes. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(Throwable cause) {
      super(cause);
    }

    DamagedException(String reason) {
      super(reason);
    }
  }

  BackupManifest {
    files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** Bytes of all files. */
  long bytes() {
    return files.values().stream().mapToLong(CopyProgress.Copied::size).sum();
  }

  String toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("content", PURPOSE);
    json.addProperty("formatVersion", FORMAT);
    json.addProperty("created", created);
    catalog.ifPresent(
        content -> {
          JsonObject rows = new JsonObject();
          content.rows().forEach(rows::addProperty);
          JsonObject one = new JsonObject();
          one.addProperty("schema", content.schema());
          one.add("rows", rows);
          json.add("catalog", one);
        });
    JsonArray list = new JsonArray();
    files.forEach(
        (name, copied) -> {
          JsonObject file = new JsonObject();
          file.addProperty("name", name);
          file.addProperty("size", copied.size());
          file.addProperty("sha256", copied.sha256());
          list.add(file);
        });
    json.add("files", list);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json);
  }

  /**
   * Reads a list.
   *
   * @throws NewerException if a later version of the program wrote it
   * @throws DamagedException if it is not such a list, or a name in it leads out of the workspace
   */
  static BackupManifest parse(String text) throws NewerException, DamagedException {
    try {
      JsonObject json = JsonValues.read(() -> JsonParser.parseString(text).getAsJsonObject());
      if (!PURPOSE.equals(JsonValues.read(() -> json.get("content").getAsString()))) {
        throw new DamagedException("another content");
      }
      if (JsonValues.read(() -> json.get("formatVersion").getAsInt()) > FORMAT) {
        throw new NewerException();
      }
      return JsonValues.read(() -> parse(json));
    } catch (JsonParseException | StackOverflowError e) {
      throw new DamagedException(e);
    }
  }

  private static BackupManifest parse(JsonObject json) throws DamagedException {
    Map<String, CopyProgress.Copied> files = new TreeMap<>();
    Set<String> folded = new HashSet<>();
    for (JsonElement element : json.getAsJsonArray("files")) {
      JsonObject file = element.getAsJsonObject();
      String name = file.get("name").getAsString();
      // Two names that differ in case only are one file on some disks.
      if (!isSafe(name) || !folded.add(name.toLowerCase(Locale.ROOT))) {
        throw new DamagedException(name);
      }
      files.put(
          name,
          new CopyProgress.Copied(file.get("size").getAsLong(), file.get("sha256").getAsString()));
    }
    return new BackupManifest(json.get("created").getAsString(), catalog(json), files);
  }

  private static Optional<CatalogCopy.Content> catalog(JsonObject json) {
    if (!json.has("catalog")) {
      return Optional.empty();
    }
    JsonObject one = json.getAsJsonObject("catalog");
    Map<String, Long> rows = new TreeMap<>();
    one.getAsJsonObject("rows")
        .entrySet()
        .forEach(table -> rows.put(table.getKey(), table.getValue().getAsLong()));
    return Optional.of(new CatalogCopy.Content(one.get("schema").getAsInt(), rows));
  }

  /** Whether a name stays below the workspace on every system. */
  static boolean isSafe(String name) {
    List<String> parts = new ArrayList<>(List.of(name.split("/", -1)));
    return !name.equals(NAME)
        && name.chars().noneMatch(c -> c == '\\' || c == ':' || c < ' ')
        && parts.stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }
}
