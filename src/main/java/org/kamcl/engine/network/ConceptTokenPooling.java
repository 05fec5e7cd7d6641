package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * The published text tower: the states and their MLP are pooled together; the caption's concept
 * words form a second token, and both are pooled again. (Ji et al., TGRS 2023, section III-B.)
 */
final class ConceptTokenPooling implements CaptionPooling {
  private static final String ENCODER = "text_feature.seq2vec.";

  private final NetworkConfig config;
  private final TextEncoder encoder;

  ConceptTokenPooling(NetworkConfig config, TextEncoder encoder) {
    this.config = config;
    this.encoder = encoder;
  }

  @Override
  public int width() {
    return config.embeddingSize();
  }

  @Override
  public String encoderPath() {
    return ENCODER;
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    int size = config.embeddingSize();
    List<ParameterSpec> specs = new ArrayList<>();
    specs.addAll(Layers.mlpSpecs(prefix + "text_feature.mlp", size));
    specs.addAll(encoder.specs(prefix + ENCODER));
    specs.addAll(GeneralizedPooling.specs(prefix + "text_feature.gpo"));
    specs.addAll(Layers.linearSpecs(prefix + "text_feature.to_out", encoder.width(), size));
    specs.addAll(Layers.linearSpecs(prefix + "tx.0", size, config.conceptCount()));
    specs.addAll(GeneralizedPooling.specs(prefix + "gpo"));
    specs.addAll(Layers.linearSpecs(prefix + "linear", config.conceptCount(), size));
    return specs;
  }

  @Override
  public NDArray pool(ForwardContext context, NDManager manager, TextBatch batch, NDArray states) {
    if (batch.conceptMultiHot() == null) {
      throw new IllegalArgumentException("This text tower reads the concept words of captions.");
    }
    ForwardContext feature = context.scope("text_feature");
    context.observe("gru_outputs", states);
    NDArray y = Layers.linear(feature, "to_out", states);
    NDArray z = Layers.mlp(feature, "mlp", y);
    context.observe("to_out", y);
    context.observe("to_out_mlp", z);
    NDArray text = Layers.tanh(poolSteps(feature.scope("gpo"), y, z, batch));
    context.observe("pooled_tanh", text);
    NDArray words = EngineArrays.create(manager, batch.conceptMultiHot(), context.dataType());
    NDArray concept = Layers.linear(context, "linear", words);
    context.observe("onehot_linear", concept);
    NDArray two = NDArrays.stack(new NDList(text, concept), 1);
    return GeneralizedPooling.pool(context.scope("gpo"), two, new int[] {2});
  }

  private NDArray poolSteps(ForwardContext context, NDArray y, NDArray z, TextBatch batch) {
    if (!config.maskTextPadding()) {
      int both = 2 * batch.paddedLength();
      return GeneralizedPooling.pool(context, y.concat(z, 1), new int[] {both});
    }
    // The unpadded steps of both halves come first, so that padding lies beyond the pooled length.
    int steps = batch.paddedLength();
    NDList rows = new NDList(batch.size());
    int[] lengths = new int[batch.size()];
    for (int b = 0; b < batch.size(); b++) {
      int own = batch.lengths()[b];
      lengths[b] = 2 * own;
      NDArray row = y.get(b + ", 0:" + own).concat(z.get(b + ", 0:" + own), 0);
      if (own < steps) {
        row = row.concat(y.get(b + ", " + own + ":").concat(z.get(b + ", " + own + ":"), 0), 0);
      }
      rows.add(row);
    }
    return GeneralizedPooling.pool(context, NDArrays.stack(rows), lengths);
  }
}
