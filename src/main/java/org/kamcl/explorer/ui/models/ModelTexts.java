package org.kamcl.explorer.ui.models;

import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.domain.InstalledModel.Facts;
import org.kamcl.explorer.domain.InstalledModel.KnownActivation;
import org.kamcl.explorer.domain.InstalledModel.MeanRecall;
import org.kamcl.explorer.domain.InstalledModel.Vision;
import org.kamcl.explorer.ui.text.Messages;

/** What is known of a model, in words. */
final class ModelTexts {
  private static final double MEGABYTE = 1e6;

  private final Messages messages;

  ModelTexts(Messages messages) {
    this.messages = messages;
  }

  /**
   * A line of the table of facts.
   *
   * @param id of its value in the window
   */
  record Row(String id, String name, String value) {}

  /** Networks and sizes in one line, such as "CLIP ViT, 224 px, 512 values". */
  String line(InstalledModel model) {
    return model
        .facts()
        .map(
            facts ->
                messages.text(
                    "models.line", facts.imageEncoder(), facts.imageSize(), facts.embeddingSize()))
        .orElse(messages.text("models.damaged"));
  }

  /** What the archive has of a model. */
  String indexed(InstalledModel model) {
    return messages.text("models.indexed.count", model.indexed());
  }

  /** Everything that the card and the folder tell. */
  List<Row> rows(InstalledModel model) {
    List<Row> rows = new ArrayList<>();
    model.facts().ifPresent(facts -> rows.addAll(facts(facts)));
    add(rows, "models.indexed", indexed(model));
    add(rows, "models.folder", model.folder().toString());
    add(rows, "models.size", messages.text("models.size.value", model.bytes() / MEGABYTE));
    return rows;
  }

  private List<Row> facts(Facts facts) {
    List<Row> rows = new ArrayList<>();
    add(rows, "models.encoder", encoder(facts));
    add(
        rows,
        "models.text",
        facts.words() ? facts.textEncoder() : messages.text("model.words.none"));
    add(
        rows,
        "models.sizes",
        messages.text("models.sizes.value", facts.imageSize(), facts.embeddingSize()));
    facts.activation().ifPresent(known -> add(rows, "models.activation", activation(known)));
    if (facts.words()) {
      add(
          rows,
          "models.concepts",
          facts.concepts() == 0
              ? messages.text("models.concepts.none")
              : messages.text("model.concepts.count", facts.concepts()));
      add(rows, "models.calibration", calibration(facts));
    }
    facts.recall().ifPresent(recall -> add(rows, "models.recall", recall(recall)));
    add(rows, "models.trained", facts.texts().trainedOn());
    add(rows, "models.initialized", facts.texts().initializedFrom());
    add(rows, "models.license", facts.texts().license());
    add(rows, "models.limitations", facts.texts().limitations());
    add(rows, "models.created", facts.texts().created());
    return rows;
  }

  /** Adds a line, unless nothing is known. */
  private void add(List<Row> rows, String key, String value) {
    if (!value.isBlank()) {
      rows.add(new Row(key.replace('.', '-'), messages.text(key), value));
    }
  }

  private String encoder(Facts facts) {
    return facts
        .vision()
        .map(
            (Vision sizes) ->
                messages.text(
                    "models.encoder.transformer",
                    facts.imageEncoder(),
                    sizes.blocks(),
                    sizes.width(),
                    sizes.patch()))
        .orElse(facts.imageEncoder());
  }

  private String activation(KnownActivation known) {
    return switch (known.source()) {
      case STATED -> messages.text("models.activation.stated", known.name(), known.statedBy());
      case CHOSEN -> messages.text("models.activation.chosen", known.name());
      case MEASURED ->
          messages.text(
              "models.activation.measured",
              known.name(),
              known.low().orElse(0),
              known.high().orElse(0));
      case UNKNOWN -> known.name();
    };
  }

  private String calibration(Facts facts) {
    boolean scores = facts.calibration().scores();
    boolean concepts = facts.calibration().concepts();
    return messages.text(
        scores && concepts
            ? "models.calibration.both"
            : scores
                ? "models.calibration.scores"
                : concepts ? "models.calibration.concepts" : "models.calibration.none");
  }

  private String recall(MeanRecall recall) {
    return recall.images().isPresent()
        ? messages.text(
            "models.recall.images", recall.percent(), recall.on(), recall.images().getAsInt())
        : messages.text("models.recall.value", recall.percent(), recall.on());
  }
}
