package org.kamcl.engine.explain;

/** How it is found where in an image a query is seen. */
public enum ExplanationMethod {
  /**
   * The mean of two maps that make different errors: the model's additive map ({@link
   * #CONTRIBUTION}, or {@link #GRADIENT}), which is fine but linear, and the drop of the score
   * where a blurred square covers the image, which is coarse but measured. Both are standardized,
   * so that values count standard deviations over the image.
   */
  COMBINED(false),

  /**
   * The score as an exact sum over positions: sorted pooling is a weighted sum, and with its order,
   * the active units and the length of the feature fixed, the score is linear in the feature maps.
   * The values and the bias terms add up to the score. What a channel has everywhere, its mean, is
   * shared by all positions alike.
   */
  CONTRIBUTION(true),

  /**
   * Gradient times activation at the feature maps that the aggregator reads, with the length of the
   * feature fixed. The values and a remainder add up to the score; where the network is piecewise
   * linear above the maps, the remainder consists of the bias terms. (Shrikumar et al., ICML 2017.)
   */
  GRADIENT(true),

  /**
   * How much the score drops where a part of the image is covered by the image's mean color. Needs
   * a pass for each part. (Zeiler and Fergus, ECCV 2014.)
   */
  OCCLUSION(false),

  /**
   * Plain Grad-CAM at the last feature map; not in units of the score. (Selvaraju et al., ICCV
   * 2017.)
   */
  GRAD_CAM(false);

  private final boolean additive;

  ExplanationMethod(boolean additive) {
    this.additive = additive;
  }

  /** Whether the values of a map and a remainder add up to the score. */
  public boolean additive() {
    return additive;
  }
}
