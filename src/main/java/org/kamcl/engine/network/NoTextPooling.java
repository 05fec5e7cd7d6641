package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** The place of the text pooling in a network that encodes images only. */
final class NoTextPooling implements CaptionPooling {
  private final int width;

  /**
   * @param width of the shared space
   */
  NoTextPooling(int width) {
    this.width = width;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    return List.of();
  }

  @Override
  public NDArray pool(ForwardContext context, NDManager manager, TextBatch batch, NDArray states) {
    throw new IllegalStateException("The network has no text encoder.");
  }
}
