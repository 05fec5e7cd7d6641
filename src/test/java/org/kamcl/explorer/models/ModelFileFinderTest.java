package org.kamcl.explorer.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;

class ModelFileFinderTest {
  @TempDir private Path folder;

  private List<Path> files(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), "x");
    }
    return Stream.of(names).map(folder::resolve).toList();
  }

  private static void assertFails(ErrorCode code, List<Path> paths) {
    KamclException e = assertThrows(KamclException.class, () -> ModelFileFinder.find(paths));
    assertEquals(code, e.code());
  }

  @Test
  void aSingleFileIsTakenWhateverItsName() throws IOException {
    List<Path> file = files("weights of somebody");
    assertEquals(file.get(0), ModelFileFinder.find(file));
  }

  @Test
  void partsAndTheirIndexAreOneModel() throws IOException {
    List<Path> all =
        files(
            "m-00002-of-00002.safetensors",
            "m-00001-of-00002.safetensors",
            "m.safetensors.index.json",
            "config.json",
            "README.md");
    Path index = folder.resolve("m.safetensors.index.json");
    assertEquals(index, ModelFileFinder.find(all));
    assertEquals(index, ModelFileFinder.find(List.of(folder)));
    assertEquals(
        folder.resolve("m-00001-of-00002.safetensors"), ModelFileFinder.find(all.subList(0, 2)));
  }

  @Test
  void aFolderOfAModelHubHasOneModelInSeveralLayouts() throws IOException {
    files(
        "pytorch_model.bin",
        "model.safetensors",
        "open_clip_pytorch_model.bin",
        "open_clip_config.json",
        "config.json");
    assertEquals(
        folder.resolve("open_clip_pytorch_model.bin"), ModelFileFinder.find(List.of(folder)));
    files("open_clip_model.safetensors");
    assertEquals(
        folder.resolve("open_clip_model.safetensors"), ModelFileFinder.find(List.of(folder)));
  }

  @Test
  void severalModelsAreNotGuessedAmong() throws IOException {
    List<Path> two = files("RemoteCLIP-ViT-B-32.pt", "RemoteCLIP-RN50.pt");
    assertFails(ModelsError.SEVERAL_MODEL_FILES, two);
    assertFails(ModelsError.SEVERAL_MODEL_FILES, List.of(folder));
  }

  @Test
  void aFolderWithoutWeightsIsSaidToHaveNone() throws IOException {
    files("config.json", "picture.jpg");
    assertFails(ModelsError.NO_MODEL_FILE, List.of(folder));
  }

  @ParameterizedTest
  @CsvSource({
    "RemoteCLIP-ViT-B-32.pt,RemoteCLIP-ViT-B-32",
    "RS5M_ViT-B-32.pt,RS5M_ViT-B-32",
    "model_a.pth.tar,model_a",
    "m-00001-of-00002.safetensors,m",
    "m.safetensors.index.json,m",
    "my best (v2).pt,my-best-v2",
    "open_clip_pytorch_model.bin,hub-folder",
    "model.safetensors,hub-folder",
    "模型.pt,hub-folder",
    "taken.pt,taken-2",
    "con.pt,hub-folder",
  })
  void theNameIsThatOfTheFileOrOfItsFolder(String file, String name) {
    Path path = folder.resolve("hub-folder").resolve(file);
    assertEquals(name, ModelFileFinder.suggestName(path, Set.of("taken")::contains));
  }
}
