package org.kamcl.explorer.doctor;

import org.kamcl.error.ErrorCode;

/** What the checks find and advise. The comments name the arguments. */
enum DoctorError implements ErrorCode {
  /** Reason. */
  CHECK_FAILED(1),
  /** Version of the program, of Java, its vendor, operating system. */
  PROGRAM(4),
  /** Number of processors, vector instructions or a text that they are not known. */
  PROCESSOR(2),
  /** No arguments. */
  CAPABILITY_UNKNOWN(0),
  /** Megabytes of the machine, free, of the Java heap at most. */
  MEMORY(3),
  /** As {@link #MEMORY}. */
  MEMORY_LITTLE(3),
  /** Advice. */
  ADVICE_MEMORY(0),
  /** Language tag, encoding of file names. */
  LOCALE(2),
  /** As {@link #LOCALE}. */
  LOCALE_NOT_UNICODE(2),
  /** Advice. */
  ADVICE_LOCALE(0),
  /** Screens. */
  DISPLAY(1),
  /** Name of the display. */
  DISPLAY_NAMED(1),
  /** No arguments. */
  DISPLAY_NONE(0),
  /** Folder, free gigabytes. */
  DISK_FREE(2),
  /** Advice. */
  ADVICE_DISK(0),
  /** Version of PyTorch, number of threads, source of libtorch. */
  ENGINE_LOADED(3),
  /** Device. */
  DEVICE_AVAILABLE(1),
  /** Device. */
  DEVICE_NOT_AVAILABLE(1),
  /** Device, embeddings, largest difference, tolerance, seconds on the CPU, on the device. */
  DEVICE_RESULTS_AGREE(6),
  /** As {@link #DEVICE_RESULTS_AGREE}. */
  DEVICE_RESULTS_DIFFER(6),
  /** Advice. */
  ADVICE_USE_CPU(0),
  /** Folder. */
  FOLDER_USABLE(1),
  /** Folder. */
  FOLDER_NOT_WRITABLE(1),
  /** Folder. */
  WORKSPACE_OPEN_TO_OTHERS(1),
  /** Advice: folder. */
  ADVICE_CLOSE_WORKSPACE(1),
  /** Folder, free megabytes. */
  LITTLE_SPACE(2),
  /** File. */
  UNPACKED_FILE_DAMAGED(1),
  /** Advice: folder. */
  ADVICE_DELETE_FOLDER(1),
  /** Folder, megabytes. */
  LIBRARIES_UNUSED(2),
  /** Advice. */
  ADVICE_CLEAN(0),
  ADVICE_REINSTALL(0),
  /** Advice. */
  ADVICE_REPORT(0),
  /** Advice. */
  ADVICE_CHOOSE_CACHE(0),
  /** Advice. */
  ADVICE_CHOOSE_WORKSPACE(0),
  /** No model is there. */
  NO_MODELS(0),
  /** Names of models. */
  MODELS_USABLE(1),
  /** Name of the model. */
  MODEL_WITHOUT_HASHES(1),
  /** Advice. */
  ADVICE_MODEL_WITHOUT_HASHES(0),
  /** Advice. */
  ADVICE_IMPORT_MODEL(0),
  /** Nothing is indexed. */
  ARCHIVE_EMPTY(0),
  /** Images, collections, model. */
  ARCHIVE_SUMMARY(3),
  /** File, number of errors, the first one in the words of SQLite. */
  CATALOG_DAMAGED(3),
  /** No arguments. */
  WORD_INDEX_WRONG(0),
  /** Table, number of its rows that are not as written. */
  ROWS_CHANGED(2),
  /** Advice. */
  ADVICE_ROWS_CHANGED(0),
  /** Table, number of its damaged rows. */
  ROWS_DAMAGED(2),
  /** Advice. */
  ADVICE_ROWS_DAMAGED(0),
  /** Number of files. */
  PLACED_BY_EARLIER_VERSION(1),
  /** Number of files. */
  READ_BY_EARLIER_VERSION(1),
  /** Advice: file. */
  ADVICE_RESTORE_CATALOG(1),
  /** Number of images. */
  EMBEDDINGS_AGREE(1),
  /** Number of images that differ, of images compared, the file of the first. */
  EMBEDDINGS_DIFFER(3),
  /** Advice. */
  ADVICE_INDEX_AGAIN(0),
  /** Advice. */
  ADVICE_INDEX(0),
  /** Nothing was left. */
  NO_LEFTOVERS(0),
  /** File or folder. */
  LEFTOVER(1),
  /** Advice. */
  ADVICE_LEFTOVERS(0);

  private final int argumentCount;

  DoctorError(int argumentCount) {
    this.argumentCount = argumentCount;
  }

  @Override
  public int argumentCount() {
    return argumentCount;
  }
}
