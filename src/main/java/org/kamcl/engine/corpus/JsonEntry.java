package org.kamcl.engine.corpus;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An image of a JSON file with its captions, in the spellings of the published corpora.
 *
 * @param filename as listed
 * @param split as listed, if any
 * @param captions may be empty
 * @param category as listed, if any
 */
record JsonEntry(
    String filename, Optional<String> split, List<String> captions, Optional<String> category) {
  private static final List<String> NAMES =
      List.of("filename", "file_name", "image", "img", "image_path", "img_path", "path", "file");
  private static final List<String> CAPTIONS =
      List.of("sentences", "captions", "caption", "sentence", "text");
  private static final List<String> CATEGORIES =
      List.of("category", "class", "class_name", "classname", "scene", "label");
  private static final List<String> SENTENCE = List.of("raw", "caption", "sentence", "text");

  /** Whether keys are those of an image with captions. */
  static boolean areKeys(Set<String> keys) {
    return NAMES.stream().anyMatch(keys::contains) && CAPTIONS.stream().anyMatch(keys::contains);
  }

  /** Whether an element is an image with captions. */
  static boolean isEntry(JsonElement element) {
    return of(element).isPresent();
  }

  /** The entry of an element; empty if it has no file name or no captions of a known form. */
  static Optional<JsonEntry> of(JsonElement element) {
    if (!element.isJsonObject()) {
      return Optional.empty();
    }
    JsonObject json = element.getAsJsonObject();
    Optional<String> name = text(json, NAMES);
    Optional<List<String>> captions = captions(json);
    if (name.isEmpty() || captions.isEmpty()) {
      return Optional.empty();
    }
    // The folder of Karpathy's splits of COCO and Flickr30k.
    Optional<String> folder = text(json, List.of("filepath"));
    String path = folder.isPresent() ? folder.get() + "/" + name.get() : name.get();
    return Optional.of(
        new JsonEntry(path, text(json, List.of("split")), captions.get(), text(json, CATEGORIES)));
  }

  /** The first of some values that is a text or a number. */
  static Optional<String> text(JsonObject json, List<String> keys) {
    return keys.stream()
        .map(json::get)
        .filter(JsonPrimitive.class::isInstance)
        .map(JsonElement::getAsString)
        .findFirst();
  }

  private static Optional<List<String>> captions(JsonObject json) {
    for (String key : CAPTIONS) {
      if (json.has(key)) {
        return sentences(json.get(key));
      }
    }
    if (!json.has("raw")) {
      return Optional.empty();
    }
    List<String> captions = new ArrayList<>();
    Optional<String> caption = text(json, List.of("raw"));
    for (int i = 1; caption.isPresent(); i++) {
      captions.add(caption.get());
      caption = text(json, List.of("raw_" + i));
    }
    return captions.isEmpty() ? Optional.empty() : Optional.of(captions);
  }

  /** The sentences of a text, of an array of texts, or of an array of objects with texts. */
  private static Optional<List<String>> sentences(JsonElement element) {
    JsonArray array = new JsonArray();
    if (element.isJsonArray()) {
      array = element.getAsJsonArray();
    } else {
      array.add(element);
    }
    List<String> sentences = new ArrayList<>();
    for (JsonElement sentence : array) {
      Optional<String> text = sentence(sentence);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      sentences.add(text.get());
    }
    return Optional.of(sentences);
  }

  private static Optional<String> sentence(JsonElement element) {
    if (element.isJsonPrimitive()) {
      return Optional.of(element.getAsString());
    }
    return element.isJsonObject() ? text(element.getAsJsonObject(), SENTENCE) : Optional.empty();
  }
}
