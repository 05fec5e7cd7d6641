package org.kamcl.explorer.cli.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class JsonNumbersTest {
  @Test
  void numbersThatAreNotFiniteBecomeNull() throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("rate", Double.NaN);
    json.addProperty("text", "NaN");
    json.addProperty("good", 0.5);
    JsonArray list = new JsonArray();
    list.add(Float.NEGATIVE_INFINITY);
    list.add(1);
    JsonObject inner = new JsonObject();
    inner.add("list", list);
    json.add("inner", inner);
    StringWriter out = new StringWriter();
    new CommandOutput(new PrintWriter(out), new PrintWriter(new StringWriter()), false)
        .printJson(json);
    assertEquals(
        "{\"rate\":null,\"text\":\"NaN\",\"good\":0.5,\"inner\":{\"list\":[null,1]}}",
        out.toString().replaceAll("\\s", ""));
    // A reader that is not lenient accepts it.
    try (JsonReader reader = new JsonReader(new StringReader(out.toString()))) {
      reader.skipValue();
      assertEquals(JsonToken.END_DOCUMENT, reader.peek());
    }
  }
}
