package org.kamcl.engine.runtime;

import org.kamcl.error.ErrorCode;

/** Errors of device and native engine, and findings about GPUs. */
public enum RuntimeError implements ErrorCode {
  /** Device as written. */
  DEVICE_UNKNOWN(1),
  /** Device, finding. */
  DEVICE_UNAVAILABLE(2),
  /** Precision as written, known ones. */
  PRECISION_UNKNOWN(2),
  /** Precision that the CPU is not used with. */
  PRECISION_NEEDS_GPU(1),
  /** Reason, cache folder. */
  ENGINE_NOT_LOADED(2),
  /** Folder, library, version. */
  LIBTORCH_MISSING(3),
  /** Folder, its version, the required version. */
  LIBTORCH_VERSION(3),
  /** Finding: the engine did not load. */
  ENGINE_NOT_AVAILABLE(0),
  /** Finding: number of GPUs. */
  GPU_USABLE(1),
  /** Finding. */
  GPU_NOT_ON_MACOS(0),
  /** Finding. */
  GPU_NO_DRIVER(0),
  /** Finding: folder. */
  GPU_LIBTORCH_WITHOUT_CUDA(1),
  /** Finding. */
  GPU_BUNDLED_LIBTORCH(0),
  /** Finding. */
  GPU_NOT_REPORTED(0),
  /** Advice. */
  ADVICE_INSTALL_DRIVER(0),
  /** Advice: version of libtorch. */
  ADVICE_UNPACK_LIBTORCH(1),
  /** Advice. */
  ADVICE_UPDATE_DRIVER(0),
  /** Source of libtorch. */
  LIBTORCH_BUNDLED(0),
  /** Source of libtorch: folder, flavor. */
  LIBTORCH_FOLDER(2);

  private final int argumentCount;

  RuntimeError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
