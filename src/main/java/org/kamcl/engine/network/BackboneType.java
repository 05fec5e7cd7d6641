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
  EFFICIENTNET_LITE0("EfficientNet-Lite0");

  private final String title;

  BackboneType(String title) {
    this.title = title;
  }

  /** Its name as in publications. */
  public String title() {
    return title;
  }

  /** A new instance; it holds no tensors. */
  public Backbone create() {
    return switch (this) {
      case RESNET18 -> ResNet.resNet18();
      case RESNET50 -> ResNet.resNet50();
      case RESNET101 -> ResNet.resNet101();
      case EFFICIENTNET_LITE0 -> new EfficientNetLite0();
    };
  }

  /**
   * The backbone whose weights a file holds.
   *
   * @param names of the tensors below the backbone's prefix, without that prefix
   */
  public static Optional<BackboneType> recognize(Set<String> names) {
    for (BackboneType type : values()) {
      if (type.create().recognizes(names)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
