package org.kamcl.explorer.stac;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.file.FileMemory;
import org.kamcl.file.RegularFiles;

/**
 * Reads a document and those that it links as children and items, each once. A document that cannot
 * be read is reported, and the others are read.
 */
public final class StacReader {
  /** Documents of one catalog; a larger one is read up to here. */
  static final int MOST_DOCUMENTS = 200_000;

  private static final Set<String> LINKS = Set.of("child", "item");

  private final Predicate<Path> isImage;
  private final int mostDocuments;
  private final Deque<Linked> queue = new ArrayDeque<>();
  private final Set<Path> seen = new HashSet<>();
  private final List<StacItem> items = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private int remote;
  private String firstRemote = "";

  /** A document to read, with the keywords of the collection that links it. */
  private record Linked(Path file, List<String> keywords) {}

  StacReader(Predicate<Path> isImage, int mostDocuments) {
    this.isImage = isImage;
    this.mostDocuments = mostDocuments;
  }

  /**
   * What was read.
   *
   * @param items in the order they were found
   * @param problems documents that could not be used
   * @param warnings what was left out of the others
   */
  public record Contents(List<StacItem> items, List<Problem> problems, List<Problem> warnings) {}

  /**
   * Reads a catalog, a collection, an item or an item collection.
   *
   * @param isImage whether a file has a name of an image
   * @param safePoint is called before each document; what it throws ends the reading
   * @throws KamclException if the document itself cannot be read or is none of these
   */
  public static Contents read(Path document, Predicate<Path> isImage, Runnable safePoint) {
    return new StacReader(isImage, MOST_DOCUMENTS).read(document, safePoint);
  }

  /** Whether a file may be a STAC document: JSON that says its version, or features with assets. */
  public static boolean isStac(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (!(name.endsWith(".json") || name.endsWith(".geojson")) || !Files.isRegularFile(file)) {
      return false;
    }
    try {
      return new StacReader(path -> false, 1).parse(new Linked(file, List.of()));
    } catch (KamclException e) {
      // Who reads it reports that.
      return false;
    }
  }

  Contents read(Path document, Runnable safePoint) {
    Linked first = new Linked(document.toAbsolutePath().normalize(), List.of());
    seen.add(realPath(first.file()));
    if (!parse(first)) {
      throw new KamclException(StacError.NOT_STAC, document);
    }
    while (!queue.isEmpty()) {
      safePoint.run();
      Linked next = queue.remove();
      try {
        if (!parse(next)) {
          problems.add(Problem.of(StacError.NOT_STAC, next.file()).in(next.file()));
        }
      } catch (KamclException e) {
        problems.add(e.problem(next.file()));
      }
    }
    if (remote > 0) {
      warnings.add(Problem.of(StacError.REMOTE, remote, firstRemote));
    }
    return new Contents(List.copyOf(items), List.copyOf(problems), List.copyOf(warnings));
  }

  /**
   * Reads one document.
   *
   * @return whether it is a STAC document
   */
  private boolean parse(Linked linked) {
    return FileMemory.limited(
        linked.file(),
        () -> {
          try (InputStream in = new BufferedInputStream(RegularFiles.open(linked.file()));
              JsonReader json = new JsonReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return parse(linked, json);
          } catch (NoSuchFileException e) {
            throw new KamclException(e, StacError.NOT_READ, linked.file(), "missing");
          } catch (MalformedJsonException | JsonParseException | IllegalStateException e) {
            throw new KamclException(e, StacError.NOT_READ, linked.file(), "not valid JSON");
          } catch (IOException e) {
            throw new KamclException(
                e, StacError.NOT_READ, linked.file(), String.valueOf(e.getMessage()));
          }
        });
  }

  /** The features of a collection are used one by one: it may be large. */
  private boolean parse(Linked linked, JsonReader json) throws IOException {
    JsonObject document = new JsonObject();
    boolean features = false;
    if (json.peek() != JsonToken.BEGIN_OBJECT) {
      return false;
    }
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals("features") && json.peek() == JsonToken.BEGIN_ARRAY) {
        json.beginArray();
        while (json.hasNext()) {
          features |= addItem(linked, JsonParser.parseReader(json));
        }
        json.endArray();
      } else {
        document.add(name, JsonParser.parseReader(json));
      }
    }
    json.endObject();
    if (features || addItem(linked, document)) {
      return true;
    }
    if (!document.has("stac_version")) {
      return false;
    }
    follow(linked, document);
    return true;
  }

  private boolean addItem(Linked linked, JsonElement element) {
    if (!element.isJsonObject()
        || !element.getAsJsonObject().has("assets")
        || !"Feature".equals(StacJson.text(element.getAsJsonObject(), "type"))) {
      return false;
    }
    StacItemParser parser = new StacItemParser(linked.file(), isImage, this::noteRemote);
    items.add(parser.parse(element.getAsJsonObject(), linked.keywords()));
    warnings.addAll(parser.problems());
    return true;
  }

  private void follow(Linked linked, JsonObject document) {
    List<String> keywords = new ArrayList<>(linked.keywords());
    StacJson.texts(document, "keywords").stream()
        .filter(word -> !keywords.contains(word))
        .forEach(keywords::add);
    for (JsonObject link : StacJson.objects(document, "links")) {
      String href = StacJson.text(link, "href");
      if (!LINKS.contains(StacJson.text(link, "rel")) || href.isEmpty()) {
        continue;
      }
      if (StacHref.isRemote(href)) {
        noteRemote(href);
        continue;
      }
      StacHref.resolve(linked.file(), href)
          .filter(file -> seen.add(realPath(file)))
          .ifPresent(file -> enqueue(new Linked(file, List.copyOf(keywords))));
    }
  }

  private void enqueue(Linked linked) {
    if (seen.size() <= mostDocuments) {
      queue.add(linked);
    } else if (seen.size() == mostDocuments + 1) {
      warnings.add(Problem.of(StacError.TOO_MANY, linked.file(), mostDocuments));
    }
  }

  private void noteRemote(String href) {
    if (remote++ == 0) {
      firstRemote = href;
    }
  }

  /** Two names of one document, such as by a link, are read once. */
  private static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      // Reading it reports that.
      return file;
    }
  }
}
