package org.kamcl.engine.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;

/** The models that the program is shipped with, and files that a manifest lists. */
class ShippedModelsTest {
  @TempDir private Path folder;

  @Test
  void theShippedModelWithoutItsListIsComparedWithThatInTheProgram() throws IOException {
    assertEquals(
        ModelManifest.read(Path.of("models/default")).orElseThrow(),
        ModelManifest.ofShippedModel(),
        "copy models/default/SHA256SUMS to shipped-model.sha256 in the resources");
    Path program = folder.resolve("program/models");
    FileUtils.copyDirectory(
        Path.of("models/default").toFile(), program.resolve("default").toFile());
    Files.delete(program.resolve("default").resolve(ModelManifest.FILE));
    List<String> words = Files.readAllLines(program.resolve("default/wordpiece.txt"));
    Files.write(program.resolve("default/wordpiece.txt"), words.subList(0, words.size() - 1));
    ModelStore shipped = new ModelStore(folder.resolve("none"), Optional.of(program));
    KamclException refused =
        assertThrows(KamclException.class, () -> shipped.check(shipped.find("default")));
    assertTrue(refused.is(InferenceError.MODEL_FILE_CHANGED), refused.getMessage());
    assertEquals("wordpiece.txt", refused.arguments().get(1));
    Files.copy(
        Path.of("models/default/wordpiece.txt"),
        program.resolve("default/wordpiece.txt"),
        StandardCopyOption.REPLACE_EXISTING);
    assertTrue(
        shipped
            .check(shipped.find("default"))
            .warning()
            .orElseThrow()
            .is(InferenceError.MANIFEST_MISSING));
  }

  @Test
  void theCaptionsOfTheProgramAreListed() {
    assertTrue(
        ModelManifest.read(Path.of("models")).orElseThrow().hashes().containsKey("sentences.txt"));
    ModelManifest.checkFile(Path.of("models/sentences.txt"));
  }

  @Test
  void theModelsOfTheProgramMatchTheirManifests() {
    ModelStore program =
        new ModelStore(folder.resolve("none"), Optional.of(Path.of("models").toAbsolutePath()));
    assertEquals(List.of(), program.problems(program.find("default")));
    for (String file :
        List.of("efficientnet-lite0.safetensors", "minilm-l6.safetensors", "minilm-l6-vocab.txt")) {
      assertTrue(
          ModelManifest.read(Path.of("models/pretrained"))
              .orElseThrow()
              .hashes()
              .containsKey(file));
      ModelManifest.checkFile(Path.of("models/pretrained", file));
    }
  }

  @Test
  void aListedFileThatChangedIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("minilm-l6-vocab.txt"), "a\nb\n");
    ModelManifest.of(Map.of("minilm-l6-vocab.txt", ModelFiles.sha256(file))).write(folder);
    ModelManifest.checkFile(file);
    Files.writeString(file, "a\n");
    KamclException e = assertThrows(KamclException.class, () -> ModelManifest.checkFile(file));
    assertEquals(InferenceError.LISTED_FILE_CHANGED, e.code());
  }
}
