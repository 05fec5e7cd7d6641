package org.kamcl.engine.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.error.KamclException;
import org.kamcl.support.TinyCorpus;

/** Runs that start from the included encoders. */
class PretrainedStartTest {
  private static final Path SHIPPED = Path.of("models", "pretrained");

  @TempDir private Path folder;

  private RunFolder begin(String name, Optional<Path> pretrained, String... settings) {
    Path corpus = TinyCorpus.write(folder.resolve("corpus"), 12, 2);
    Map<String, String> all = new HashMap<>(Map.of("batchSize", "4", "queueSize", "8"));
    for (String setting : settings) {
      all.put(setting.split("=")[0], setting.split("=")[1]);
    }
    RunRequest plan = new RunRequest(name, corpus, null, "pretrained", null, 1, all, "test");
    ModelStore models = new ModelStore(folder.resolve("models"), Optional.empty());
    return new RunBuilder(new RunStore(folder.resolve("runs")), models, pretrained)
        .create(new CorpusReader(Optional.empty(), true).read(corpus), plan);
  }

  private static float[] start(RunFolder run, String tensor) {
    WeightSet weights = SafeTensors.read(run.path().resolve(RunFolder.INITIAL_WEIGHTS));
    return weights.tensors().get(tensor).toFloats();
  }

  @Test
  void shippedEncodersStartARun() {
    RunFolder run = begin("shipped", Optional.of(SHIPPED));
    WeightSet image = SafeTensors.read(SHIPPED.resolve("efficientnet-lite0.safetensors"));
    float[] expected = image.tensors().get("_conv_stem.weight").toFloats();
    float[] stem = start(run, "visualmodelQ.backbone._conv_stem.weight");
    assertEquals(expected.length, stem.length);
    for (int i = 0; i < stem.length; i++) {
      assertEquals(expected[i], stem[i]);
    }
  }

  @Test
  void conceptHeadsStartAtTheFrequencyOfEachConcept() {
    RunFolder run = begin("prior", Optional.of(SHIPPED));
    ConceptVocabulary concepts = ConceptVocabulary.read(run.path().resolve("concepts.json"));
    float[] image = start(run, "visualmodelQ.im.0.bias");
    float[] text = start(run, "textmodelQ.tx.0.bias");
    // "near" occurs in all images, "boats" in seven of twelve; the last row has no concept.
    assertTrue(image[concepts.indexOf("near")] > 2, "near: " + image[concepts.indexOf("near")]);
    assertEquals(Math.log(7.0 / 5), image[concepts.indexOf("boats")], 1e-5);
    assertTrue(concepts.size() < image.length);
    assertEquals(Math.log(0.001 / 0.999), image[image.length - 1], 1e-5);
    assertEquals(image[concepts.indexOf("boats")], text[concepts.indexOf("boats")]);
    float[] half =
        start(
            begin("half", Optional.of(SHIPPED), "conceptPriorInit=false"),
            "visualmodelQ.im.0.bias");
    assertEquals(0, half[concepts.indexOf("near")]);
  }

  @Test
  void missingEncodersFailWithAnAction() {
    KamclException none = assertThrows(KamclException.class, () -> begin("none", Optional.empty()));
    assertTrue(none.getMessage().contains("--pretrained DIR"), none.getMessage());
    KamclException empty =
        assertThrows(KamclException.class, () -> begin("empty", Optional.of(folder)));
    assertTrue(empty.getMessage().contains("efficientnet-lite0.safetensors"), empty.getMessage());
  }
}
