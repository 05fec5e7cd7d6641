package org.kamcl.engine.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.kamcl.engine.weights.TensorData;

/** The names of OpenCLIP, RemoteCLIP, GeoRSCLIP and of OpenAI's archives. */
final class OpenClipNaming implements ClipNaming {
  private static final Set<String> IGNORED =
      Set.of("attn_mask", "input_resolution", "context_length", "vocab_size");

  @Override
  public String imageAnchor() {
    return "visual.conv1.weight";
  }

  @Override
  public String textAnchor() {
    return "text_projection";
  }

  @Override
  public Map<String, TensorData> toOpenClip(Map<String, TensorData> tensors, Set<String> used) {
    Map<String, TensorData> kept = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (!IGNORED.contains(name) && !name.endsWith(".num_batches_tracked")) {
            kept.put(name, tensor);
            used.add(name);
          }
        });
    return kept;
  }
}
