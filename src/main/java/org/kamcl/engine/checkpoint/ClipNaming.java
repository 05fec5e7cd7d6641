package org.kamcl.engine.checkpoint;

import java.util.Map;
import java.util.Set;
import org.kamcl.engine.weights.TensorData;

/** How the tensors of a CLIP model are named in a file. */
interface ClipNaming {

  /** The tensor of the image tower that every file of this naming has. */
  String imageAnchor();

  /** The tensor of the text tower that every file of this naming has. */
  String textAnchor();

  /**
   * The tensors under OpenCLIP's names.
   *
   * @param tensors without the prefix that they share
   * @param used receives the given names of all tensors that the result contains
   */
  Map<String, TensorData> toOpenClip(Map<String, TensorData> tensors, Set<String> used);
}
