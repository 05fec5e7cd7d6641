package org.kamcl.engine.checkpoint;

import java.util.LinkedHashSet;
import java.util.Set;
import org.kamcl.engine.network.ClipSizes;

/** OpenCLIP's names of all tensors that the towers need. */
final class ClipTensorNames {
  private static final String[] WEIGHT_AND_BIAS = {"weight", "bias"};
  private static final String[] BATCH_NORM = {"weight", "bias", "running_mean", "running_var"};

  private final Set<String> names = new LinkedHashSet<>();

  private ClipTensorNames() {}

  /**
   * @param sizes with text
   */
  static Set<String> of(ClipSizes sizes) {
    ClipTensorNames all = new ClipTensorNames();
    ClipSizes.Vision vision = sizes.vision();
    all.add("visual.conv1", "weight");
    if (vision.isTransformer()) {
      all.names.add("visual.class_embedding");
      all.names.add("visual.positional_embedding");
      all.names.add("visual.proj");
      all.add("visual.ln_pre", WEIGHT_AND_BIAS);
      all.blocks("visual.", vision.blocks().get(0));
      all.add("visual.ln_post", WEIGHT_AND_BIAS);
    } else {
      all.resNet(vision);
    }
    ClipSizes.Text text = sizes.text();
    if (text != null) {
      all.add("token_embedding", "weight");
      all.names.add("positional_embedding");
      all.names.add("text_projection");
      all.blocks("", text.blocks());
      all.add("ln_final", WEIGHT_AND_BIAS);
    }
    return all.names;
  }

  private void blocks(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      String block = prefix + "transformer.resblocks." + i + ".";
      add(block + "ln_1", WEIGHT_AND_BIAS);
      names.add(block + "attn.in_proj_weight");
      names.add(block + "attn.in_proj_bias");
      add(block + "attn.out_proj", WEIGHT_AND_BIAS);
      add(block + "ln_2", WEIGHT_AND_BIAS);
      add(block + "mlp.c_fc", WEIGHT_AND_BIAS);
      add(block + "mlp.c_proj", WEIGHT_AND_BIAS);
    }
  }

  private void resNet(ClipSizes.Vision vision) {
    convolutions("visual.", 3);
    for (int layer = 0; layer < vision.blocks().size(); layer++) {
      for (int i = 0; i < vision.blocks().get(layer); i++) {
        String block = "visual.layer" + (layer + 1) + "." + i + ".";
        convolutions(block, 3);
        if (i == 0) {
          add(block + "downsample.0", "weight");
          add(block + "downsample.1", BATCH_NORM);
        }
      }
    }
    names.add("visual.attnpool.positional_embedding");
    for (String projection : new String[] {"q_proj", "k_proj", "v_proj", "c_proj"}) {
      add("visual.attnpool." + projection, WEIGHT_AND_BIAS);
    }
  }

  private void convolutions(String prefix, int count) {
    for (int i = 1; i <= count; i++) {
      add(prefix + "conv" + i, "weight");
      add(prefix + "bn" + i, BATCH_NORM);
    }
  }

  private void add(String module, String... parts) {
    for (String part : parts) {
      names.add(module + "." + part);
    }
  }
}
