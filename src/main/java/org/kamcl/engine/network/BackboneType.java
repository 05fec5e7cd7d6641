package org.kamcl.engine.network;

/** The convolutional networks an image tower can stand on. */
public enum BackboneType {
  /** ResNet-18, the published backbone. */
  RESNET18,
  /** ResNet-50. */
  RESNET50,
  /** ResNet-101. */
  RESNET101,
  /** EfficientNet-Lite0, small and quick; the backbone of {@code default}. */
  EFFICIENTNET_LITE0;

  ResNet resNet() {
    return switch (this) {
      case RESNET18 -> ResNet.resNet18();
      case RESNET50 -> ResNet.resNet50();
      case RESNET101 -> ResNet.resNet101();
      case EFFICIENTNET_LITE0 ->
          throw new IllegalArgumentException("The published aggregator stands on a ResNet.");
    };
  }
}
