package org.kamcl.file;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * JSON objects with the SHA-256 of their other members as last member, so that a damaged file is
 * not read as another valid one. A file without it is accepted: earlier versions wrote such files,
 * and who changes one by hand deletes the line.
 */
public final class SealedJson {
  private static final String SEAL = "sha256";
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final Gson COMPACT = new GsonBuilder().disableHtmlEscaping().create();

  private SealedJson() {}

  /**
   * The text of an object with its hash.
   *
   * @param json has no member of this name
   */
  public static String write(JsonObject json) {
    JsonObject sealed = json.deepCopy();
    sealed.addProperty(SEAL, hash(json));
    return PRETTY.toJson(sealed) + "\n";
  }

  /**
   * Reads an object, without its hash.
   *
   * @throws JsonParseException if the text is not a JSON object, or its hash is another
   */
  public static JsonObject read(String text) {
    JsonElement element = JsonParser.parseString(text);
    if (!element.isJsonObject()) {
      throw new JsonParseException("not an object");
    }
    JsonObject json = element.getAsJsonObject();
    JsonElement seal = json.remove(SEAL);
    if (seal != null && !(seal.isJsonPrimitive() && seal.getAsString().equals(hash(json)))) {
      throw new JsonParseException("another hash than " + SEAL);
    }
    return json;
  }

  private static String hash(JsonObject json) {
    return DigestUtils.sha256Hex(COMPACT.toJson(json));
  }
}
