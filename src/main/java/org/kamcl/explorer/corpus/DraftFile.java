package org.kamcl.explorer.corpus;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.TrainingDraft;
import org.kamcl.file.JsonValues;
import org.kamcl.file.MovedFolder;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.SealedJson;
import org.kamcl.file.TextFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The draft of the next run as a JSON file. */
final class DraftFile {
  private static final Logger LOG = LoggerFactory.getLogger(DraftFile.class);
  private static final Gson GSON = new Gson();

  private final Path folder;
  private final Path file;

  /**
   * @param folder that holds the file; need not exist
   */
  DraftFile(Path folder, String name) {
    this.folder = folder;
    this.file = folder.resolve(name);
  }

  /** The draft; empty if there is none or it is damaged. */
  Optional<TrainingDraft> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonValues.read(() -> parse(SealedJson.read(TextFiles.readUtf8(file)))));
    } catch (IOException | JsonParseException | StackOverflowError e) {
      // A draft is convenience; the next one replaces it.
      LOG.warn("The draft of the next run in {} is damaged and is not used", file);
      return Optional.empty();
    }
  }

  private TrainingDraft parse(JsonObject json) {
    return new TrainingDraft(
        json.get("step").getAsInt(),
        json.get("title").getAsString(),
        Optional.ofNullable(json.get("corpus")).map(corpus -> located(corpus.getAsString())),
        json.get("from").getAsString(),
        json.get("configuration").getAsString(),
        texts(json.getAsJsonObject("settings")),
        json.get("seed").getAsString(),
        json.get("device").getAsString(),
        texts(json.getAsJsonObject("decisions")));
  }

  private static Map<String, String> texts(JsonObject json) {
    Map<String, String> values = new LinkedHashMap<>();
    json.entrySet().forEach(entry -> values.put(entry.getKey(), entry.getValue().getAsString()));
    return values;
  }

  private String located(String written) {
    return written.isBlank() ? written : MovedFolder.read(folder, written).toString();
  }

  /** A corpus as it is written down; what somebody typed need not be a path. */
  private String written(String corpus) {
    try {
      return corpus.isBlank() ? corpus : MovedFolder.write(folder, Path.of(corpus));
    } catch (InvalidPathException e) {
      return corpus;
    }
  }

  /** Replaces the draft. */
  void write(TrainingDraft draft) {
    JsonObject json = new JsonObject();
    json.addProperty("step", draft.step());
    json.addProperty("title", draft.title());
    draft.corpus().ifPresent(corpus -> json.addProperty("corpus", written(corpus)));
    json.addProperty("from", draft.from());
    json.addProperty("configuration", draft.configuration());
    json.add("settings", GSON.toJsonTree(draft.settings()));
    json.addProperty("seed", draft.seed());
    json.addProperty("device", draft.device());
    json.add("decisions", GSON.toJsonTree(draft.decisions()));
    try {
      PrivateFiles.createFolders(folder);
      byte[] text = SealedJson.write(json).getBytes(StandardCharsets.UTF_8);
      OutputFiles.replace(file, stream -> stream.write(text));
    } catch (IOException e) {
      throw new KamclException(e, CorpusStoreError.DRAFT_NOT_KEPT, file, reason(e));
    }
  }

  /** Deletes the draft. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new KamclException(e, CorpusStoreError.DRAFT_NOT_KEPT, file, reason(e));
    }
  }

  static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
