package org.kamcl.engine.network;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;

/**
 * Reads configurations that were stored before {@code published} was a field: a network with a
 * ResNet was the published one then. Writes the present form.
 */
final class NetworkConfigJson implements TypeAdapterFactory {
  private static final String PUBLISHED = "published";
  private static final String BACKBONE = "backbone";
  private static final String FORMER_PUBLISHED_BACKBONES = "RESNET(18|50|101)";
  private static final Map<String, String> FORMER_NAMES = Map.of("lastMapOnly", "lastStageOnly");

  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    TypeAdapter<T> present = gson.getDelegateAdapter(this, type);
    return new TypeAdapter<>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        present.write(out, value);
      }

      @Override
      public T read(JsonReader in) throws IOException {
        JsonElement json = JsonParser.parseReader(in);
        if (json.isJsonObject()) {
          update(json.getAsJsonObject());
        }
        return present.fromJsonTree(json);
      }
    };
  }

  private static void update(JsonObject json) {
    FORMER_NAMES.forEach(
        (former, name) -> {
          if (json.has(former)) {
            json.add(name, json.remove(former));
          }
        });
    if (!json.has(PUBLISHED)) {
      JsonElement backbone = json.get(BACKBONE);
      boolean resNet =
          backbone != null
              && backbone.isJsonPrimitive()
              && backbone.getAsString().matches(FORMER_PUBLISHED_BACKBONES);
      json.addProperty(PUBLISHED, resNet);
    }
  }
}
