package org.kamcl.engine.network;

/**
 * The activation between the two layers of a transformer's MLP. The tensors of a checkpoint do not
 * show which one it was trained with. The names of the constants are stored in model cards.
 */
public enum Activation {
  /** Exact GELU, x Phi(x). (Hendrycks and Gimpel, 2016) */
  GELU("GELU"),
  /** x sigmoid(1.702 x), as in OpenAI's CLIP. */
  QUICK_GELU("QuickGELU");

  private final String title;

  Activation(String title) {
    this.title = title;
  }

  /** Its name as in publications. */
  public String title() {
    return title;
  }
}
