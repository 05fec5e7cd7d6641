package org.kamcl.engine.weights;

import org.kamcl.error.ErrorCode;

/** Errors of weight files. Details and reasons are arguments of other codes. */
public enum WeightsError implements ErrorCode {
  /** File, reason. */
  FILE_UNREADABLE(2),
  /** Reason: there is no such file. */
  REASON_NOT_FOUND(0),
  /** Reason: access is denied. */
  REASON_ACCESS_DENIED(0),
  /** File. */
  FILE_EMPTY(1),
  /** Folder. */
  FILE_IS_FOLDER(1),
  /** File. */
  FORMAT_UNKNOWN(1),
  /** File, reason. */
  FILE_NOT_WRITTEN(2),
  /** File, detail. */
  SAFETENSORS_DAMAGED(2),
  /** Detail: length in bytes. */
  FILE_TOO_SHORT(1),
  /** Detail: length of the header. */
  HEADER_LENGTH_INVALID(1),
  /** Detail. */
  CHECKSUM_MISMATCH(0),
  /** Detail. */
  HEADER_NOT_JSON(0),
  /** Detail. */
  HEADER_HAS_TRAILING_DATA(0),
  /** Detail: tensor. */
  TENSOR_DUPLICATE(1),
  /** Detail: tensor. */
  TENSOR_OUT_OF_BOUNDS(1),
  /** Detail: number of bytes. */
  UNUSED_BYTES(1),
  /** Detail: tensor. */
  TENSOR_INCOMPLETE(1),
  /** Detail: tensor, type. */
  TENSOR_TYPE_UNKNOWN(2),
  /** Detail: tensor. */
  TENSOR_SHAPE_MISMATCH(1),
  /** Index of a file in several parts. */
  INDEX_INVALID(1),
  /** Part, name of its index. */
  PART_WITHOUT_INDEX(2),
  /** Index, name of the part. */
  PART_FILE_MISSING(2),
  /** File, reason. */
  ARCHIVE_DAMAGED(2),
  /** File. */
  ARCHIVE_NOT_PYTORCH(1),
  /** File. */
  TORCHSCRIPT(1),
  /** File, detail. */
  PYTORCH_UNSUPPORTED(2),
  /** Detail. */
  BIG_ENDIAN(0),
  /** Detail: bytes. */
  PICKLE_TOO_LARGE(1),
  /** Detail: part. */
  PART_DUPLICATE(1),
  /** Detail: part. */
  PART_SIZE_INVALID(1),
  /** Detail: part. */
  PART_DAMAGED(1),
  /** Detail. */
  STRUCTURE_DUPLICATE(0),
  /** Detail: storage. */
  STORAGE_MISSING(1),
  /** Detail: storage. */
  STORAGE_TRUNCATED(1),
  /** Detail. */
  STORAGE_LIST_INVALID(0),
  /** Detail. */
  STORAGE_UNUSED(0),
  /** Detail. */
  LEGACY_NOT_PYTORCH(0),
  /** Detail. */
  LEGACY_VERSION_UNKNOWN(0),
  /** Detail. */
  PICKLE_TRUNCATED(0),
  /** Detail. */
  PICKLE_DAMAGED(0),
  /** Detail. */
  PICKLE_REPEATS(0),
  /** Detail: instruction. */
  PICKLE_INSTRUCTION(1),
  /** Detail: bytes. */
  PICKLE_NUMBER_TOO_LONG(1),
  /** Detail: type. */
  PICKLE_TYPE_UNSUPPORTED(1),
  /** Detail: function. */
  PICKLE_CALL_UNSUPPORTED(1),
  /** Detail. */
  PICKLE_CALL_UNKNOWN(0),
  /** Detail. */
  PICKLE_ATTRIBUTES_UNSUPPORTED(0),
  /** Detail. */
  PICKLE_DATA_UNKNOWN(0),
  /** Detail. */
  PICKLE_STORAGE_VIEW(0),
  /** Detail: type. */
  PICKLE_STORAGE_TYPE(1),
  /** Detail. */
  PARAMETER_WITHOUT_TENSOR(0),
  /** Detail. */
  TENSOR_INVALID(0),
  /** Detail. */
  STATE_DICT_MISSING(0),
  /** Detail: tensor. */
  TENSOR_WITHOUT_TYPE(1),
  /** Detail: tensor. */
  TENSOR_TOO_LARGE(1),
  /** Detail: tensor. */
  TENSOR_STRIDES_INVALID(1),
  /** Detail: tensor. */
  TENSOR_OUTSIDE_STORAGE(1),
  /** File, examples of its tensors. */
  NOT_A_KAMCL_CHECKPOINT(2),
  /** File, inputs of the low-level module. */
  LOW_MODULE_NOT_SQUARE(2),
  /** File, tensor. */
  TENSOR_MISSING(2);

  private final int argumentCount;

  WeightsError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
