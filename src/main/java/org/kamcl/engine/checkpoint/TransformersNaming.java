package org.kamcl.engine.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.engine.weights.TensorData;

/**
 * The names of the transformers library: projections are transposed, and query, key and value are
 * three tensors.
 */
final class TransformersNaming implements ClipNaming {
  private static final Pattern LAYER =
      Pattern.compile("(vision|text)_model\\.encoder\\.layers\\.(\\d+)\\.(.+)\\.(weight|bias)");

  private static final Map<String, String> PARTS =
      Map.of(
          "layer_norm1", "ln_1",
          "layer_norm2", "ln_2",
          "mlp.fc1", "mlp.c_fc",
          "mlp.fc2", "mlp.c_proj",
          "self_attn.out_proj", "attn.out_proj");

  private static final Map<String, String> SINGLE =
      Map.ofEntries(
          Map.entry("vision_model.embeddings.class_embedding", "visual.class_embedding"),
          Map.entry("vision_model.embeddings.patch_embedding.weight", "visual.conv1.weight"),
          Map.entry(
              "vision_model.embeddings.position_embedding.weight", "visual.positional_embedding"),
          Map.entry("vision_model.pre_layrnorm.weight", "visual.ln_pre.weight"),
          Map.entry("vision_model.pre_layrnorm.bias", "visual.ln_pre.bias"),
          Map.entry("vision_model.post_layernorm.weight", "visual.ln_post.weight"),
          Map.entry("vision_model.post_layernorm.bias", "visual.ln_post.bias"),
          Map.entry("text_model.embeddings.token_embedding.weight", "token_embedding.weight"),
          Map.entry("text_model.embeddings.position_embedding.weight", "positional_embedding"),
          Map.entry("text_model.final_layer_norm.weight", "ln_final.weight"),
          Map.entry("text_model.final_layer_norm.bias", "ln_final.bias"),
          Map.entry("logit_scale", "logit_scale"));

  private static final Map<String, String> TRANSPOSED =
      Map.of(
          "visual_projection.weight", "visual.proj", "text_projection.weight", "text_projection");

  @Override
  public String imageAnchor() {
    return "vision_model.embeddings.patch_embedding.weight";
  }

  @Override
  public String textAnchor() {
    return "text_model.embeddings.token_embedding.weight";
  }

  @Override
  public Map<String, TensorData> toOpenClip(Map<String, TensorData> tensors, Set<String> used) {
    Map<String, TensorData> renamed = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          Matcher layer = LAYER.matcher(name);
          if (SINGLE.containsKey(name)) {
            renamed.put(SINGLE.get(name), tensor);
            used.add(name);
          } else if (TRANSPOSED.containsKey(name) && tensor.shape().length == 2) {
            renamed.put(TRANSPOSED.get(name), TensorLayouts.transposed(tensor));
            used.add(name);
          } else if (layer.matches()) {
            putLayer(layer, tensor, tensors, renamed, used);
          }
        });
    return renamed;
  }

  private static void putLayer(
      Matcher layer,
      TensorData tensor,
      Map<String, TensorData> tensors,
      Map<String, TensorData> renamed,
      Set<String> used) {
    String tower = layer.group(1).equals("vision") ? "visual." : "";
    String block = tower + "transformer.resblocks." + layer.group(2) + ".";
    String part = PARTS.get(layer.group(3));
    if (part != null) {
      renamed.put(block + part + "." + layer.group(4), tensor);
      used.add(layer.group());
    } else if (layer.group(3).equals("self_attn.q_proj")) {
      List<TensorData> three = new ArrayList<>();
      for (String which : new String[] {"q", "k", "v"}) {
        String name = layer.group().replace(".q_proj.", "." + which + "_proj.");
        TensorData one = tensors.get(name);
        if (one != null) {
          three.add(one);
          used.add(name);
        }
      }
      if (three.size() == 3) {
        renamed.put(block + "attn.in_proj_" + layer.group(4), TensorLayouts.stacked(three));
      }
    }
  }
}
