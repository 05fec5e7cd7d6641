package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;

class JsonValuesTest {
  @Test
  void readsTheValuesThatAreAsExpected() {
    assertEquals(
        "1 a 2026-02-03", read("{\"n\": 1, \"o\": {\"t\": \"a\"}, \"d\": \"2026-02-03\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "null",
        "[]",
        "{}",
        "{\"n\": null, \"o\": {\"t\": \"a\"}, \"d\": \"2026-02-03\"}",
        "{\"n\": {}, \"o\": {\"t\": \"a\"}, \"d\": \"2026-02-03\"}",
        "{\"n\": [], \"o\": {\"t\": \"a\"}, \"d\": \"2026-02-03\"}",
        "{\"n\": [1, 2], \"o\": {\"t\": \"a\"}, \"d\": \"2026-02-03\"}",
        "{\"n\": \"one\", \"o\": {\"t\": \"a\"}, \"d\": \"2026-02-03\"}",
        "{\"n\": 1, \"o\": \"a\", \"d\": \"2026-02-03\"}",
        "{\"n\": 1, \"o\": {\"t\": null}, \"d\": \"2026-02-03\"}",
        "{\"n\": 1, \"o\": {\"t\": {}}, \"d\": \"2026-02-03\"}",
        "{\"n\": 1, \"o\": {\"t\": \"a\"}, \"d\": \"2026-02-30\"}",
      })
  void everyOtherDocumentIsTheSameError(String text) {
    assertThrows(JsonParseException.class, () -> read(text));
  }

  @Test
  void otherErrorsStayAsTheyAre() {
    assertThrows(
        NoSuchFileException.class, () -> JsonValues.read(() -> RegularFiles.readString(missing())));
    KamclException thrown = new KamclException(FileError.NESTED_TOO_DEEPLY, missing());
    assertEquals(
        thrown,
        assertThrows(
            KamclException.class,
            () ->
                JsonValues.read(
                    () -> {
                      throw thrown;
                    })));
  }

  private static Path missing() {
    return Path.of("no such file");
  }

  private static String read(String text) {
    return JsonValues.read(
        () -> {
          JsonObject json = JsonParser.parseString(text).getAsJsonObject();
          return json.get("n").getAsInt()
              + " "
              + json.getAsJsonObject("o").get("t").getAsString()
              + " "
              + LocalDate.parse(json.get("d").getAsString());
        });
  }
}
