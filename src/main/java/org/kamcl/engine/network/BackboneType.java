package org.kamcl.engine.network;

import java.util.Optional;
import java.util.Set;

/** The registry of backbones. The names of the constants are stored in model cards and runs. */
public enum BackboneType {
  /** ResNet-18, the published backbone. */
  RESNET18("ResNet-18"),
  /** ResNet-50. */
  RESNET50("ResNet-50"),
  /** ResNet-101. */
  RESNET101("ResNet-101"),
  /** EfficientNet-Lite0, small and fast; the backbone of {@code default}. */
  EFFICIENTNET_LITE0("EfficientNet-Lite0"),
  /** The smallest published MobileNetV2, of width 0.35. */
  MOBILENET_V2_035("MobileNetV2 0.35"),
  /** The vision transformer of CLIP; its sizes are part of the configuration. */
  CLIP_VIT("CLIP ViT"),
  /** The ResNet of CLIP; its sizes are part of the configuration. */
  CLIP_RESNET("CLIP ResNet"),
  /** A vision transformer without text, as in DINO; its sizes are part of the configuration. */
  VIT("ViT");

  private final String title;

  BackboneType(String title) {
    this.title = title;
  }

  /** Its name as in publications. */
  public String title() {
    return title;
  }

  /** Whether its sizes are part of the configuration instead of fixed. */
  public boolean needsSizes() {
    return this == CLIP_VIT || this == CLIP_RESNET || this == VIT;
  }

  /**
   * A new instance; it holds no tensors.
   *
   * @throws IllegalArgumentException if its sizes are not fixed; see {@link
   *     NetworkConfig#newBackbone}
   */
  public Backbone create() {
    return switch (this) {
      case RESNET18 -> ResNet.resNet18();
      case RESNET50 -> ResNet.resNet50();
      case RESNET101 -> ResNet.resNet101();
      case EFFICIENTNET_LITE0 -> InvertedResidualNet.efficientNetLite0();
      case MOBILENET_V2_035 -> InvertedResidualNet.mobileNetV2();
      case CLIP_VIT, CLIP_RESNET, VIT ->
          throw new IllegalArgumentException(title + " needs sizes.");
    };
  }

  /**
   * The backbone of fixed sizes whose weights a file holds.
   *
   * @param names of the tensors below the backbone's prefix, without that prefix
   */
  public static Optional<BackboneType> recognize(Set<String> names) {
    for (BackboneType type : values()) {
      if (!type.needsSizes() && type.create().recognizes(names)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
