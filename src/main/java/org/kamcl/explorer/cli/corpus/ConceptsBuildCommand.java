package org.kamcl.explorer.cli.corpus;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.knowledge.Knowledge;
import org.kamcl.engine.knowledge.KnowledgeBuilder;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl concepts build}: builds vocabulary, concepts and image labels of a corpus. */
@Command(
    name = "build",
    description =
        "Build vocabulary, concepts and image labels from the training captions of a corpus.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Prints the concepts with the number of training images whose captions name them. With --out,"
          + " also writes vocabulary.json, concepts.json, tags.txt and knowledge.json (what became of"
          + " each word) to a folder.",
      "Example: kamcl concepts build RSICD --out rsicd-knowledge"
    })
public final class ConceptsBuildCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Mixin private CorpusOptions corpusOptions;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Number of concepts. Default: 512, as published.")
  private int count = 512;

  @Option(
      names = "--configuration",
      paramLabel = "NAME",
      description =
          "default: all words are from the training split. published: the vocabulary also counts the"
              + " test captions, as in the published code. Default: default.")
  private Configuration configuration = Configuration.DEFAULT;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Output folder. Only files that this program wrote there are replaced.")
  private Path out;

  @Mixin private CommonOptions options;

  /** The configurations. */
  enum Configuration {
    DEFAULT,
    PUBLISHED
  }

  public ConceptsBuildCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    if (count < 1) {
      throw new KamclException(CorpusCommandError.INVALID_CONCEPT_COUNT);
    }
    Corpus corpus = corpusOptions.read(commandOutput, false);
    KnowledgeBuilder builder =
        configuration == Configuration.DEFAULT
            ? KnowledgeBuilder.defaults(count)
            : KnowledgeBuilder.published(count);
    Knowledge knowledge = builder.build(corpus);
    commandOutput.shutdown().check();
    if (out != null) {
      write(knowledge);
    }
    int[] frequencies = knowledge.imageFrequencies();
    if (options.json()) {
      commandOutput.printJson(json(corpus, knowledge, frequencies));
      return 0;
    }
    commandOutput.printLine(
        "%s: %,d training images, %,d words, %,d tags, %,d of them in the vocabulary, %d concepts",
        corpus.name(),
        knowledge.tags().size(),
        knowledge.vocabulary().size(),
        knowledge.constructed().size(),
        knowledge.filtered().size(),
        knowledge.concepts().size());
    for (int i = 0; i < knowledge.concepts().size(); i++) {
      commandOutput.printLine(
          "%4d  %-20s %,7d", i, knowledge.concepts().names().get(i), frequencies[i]);
    }
    return 0;
  }

  private static JsonObject json(Corpus corpus, Knowledge knowledge, int[] frequencies) {
    JsonObject json = new JsonObject();
    json.addProperty("corpus", corpus.name());
    json.addProperty("images", knowledge.tags().size());
    json.addProperty("words", knowledge.vocabulary().size());
    json.addProperty("tags", knowledge.constructed().size());
    json.addProperty("tagsInVocabulary", knowledge.filtered().size());
    JsonArray concepts = new JsonArray();
    for (int i = 0; i < frequencies.length; i++) {
      JsonObject concept = new JsonObject();
      concept.addProperty("name", knowledge.concepts().names().get(i));
      concept.addProperty("images", frequencies[i]);
      concepts.add(concept);
    }
    json.add("concepts", concepts);
    JsonArray problems = new JsonArray();
    corpus.problems().forEach(p -> problems.add(p.toString()));
    json.add("problems", problems);
    return json;
  }

  private void write(Knowledge knowledge) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < knowledge.tags().size(); i++) {
      lines.add(knowledge.tags().get(i).toPublishedLine(i));
    }
    try {
      OutputFolder folder = OutputFolder.open(out);
      // All names are claimed before the first file is replaced.
      Map<Path, String> files = new LinkedHashMap<>();
      files.put(folder.claim("vocabulary.json"), knowledge.vocabulary().toJson());
      files.put(folder.claim("concepts.json"), knowledge.concepts().toJson());
      files.put(folder.claim("knowledge.json"), knowledge.words().toJson());
      files.put(folder.claim("tags.txt"), String.join("\n", lines) + "\n");
      for (Map.Entry<Path, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        OutputFiles.replace(file.getKey(), stream -> stream.write(content));
      }
    } catch (IOException e) {
      throw new KamclException(e, CorpusCommandError.CONCEPTS_NOT_WRITTEN, out, e.getMessage());
    }
    commandOutput.printNote(
        "Wrote vocabulary.json, concepts.json, knowledge.json and tags.txt to " + out + ".");
  }
}
