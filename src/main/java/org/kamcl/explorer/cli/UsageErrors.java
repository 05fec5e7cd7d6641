package org.kamcl.explorer.cli;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kamcl.engine.corpus.CorpusError;
import org.kamcl.engine.inference.InferenceError;
import org.kamcl.engine.runtime.RuntimeError;
import org.kamcl.engine.training.config.SettingsError;
import org.kamcl.engine.training.run.RunError;
import org.kamcl.error.ErrorCode;
import org.kamcl.explorer.archive.ArchiveError;
import org.kamcl.explorer.cli.common.CliErrorCode;
import org.kamcl.explorer.domain.DomainError;
import org.kamcl.explorer.imagery.RasterError;
import org.kamcl.explorer.index.IndexError;
import org.kamcl.explorer.query.QueryError;
import org.kamcl.explorer.search.SearchError;
import org.kamcl.file.NameError;

/**
 * The errors that say that the arguments of a command are wrong (exit code 2), among those of other
 * packages: there, the same values also come from files and from the window.
 */
final class UsageErrors {
  private static final Set<ErrorCode> CODES = codes();

  private UsageErrors() {}

  private static Set<ErrorCode> codes() {
    Set<ErrorCode> codes = new HashSet<>();
    codes.addAll(EnumSet.allOf(QueryError.class));
    codes.addAll(EnumSet.allOf(DomainError.class));
    codes.addAll(EnumSet.allOf(NameError.class));
    codes.addAll(
        List.of(
            ArchiveError.ADDRESS_INVALID,
            ArchiveError.ADDRESS_WITH_USER,
            ArchiveError.SCHEME_UNKNOWN,
            SearchError.EMPTY_QUERY,
            SearchError.ONLY_EXCLUSIONS,
            SearchError.NOT_A_PATH,
            SearchError.IMAGE_NOT_IN_ARCHIVE,
            RasterError.TILE_SIZE_INVALID,
            RasterError.TILE_SIZE_OUT_OF_RANGE,
            RasterError.TILE_SIZE_TOO_FEW_PIXELS,
            RasterError.OVERLAP_OUT_OF_RANGE,
            RasterError.GSD_OUT_OF_RANGE,
            IndexError.DATE_PATTERN_INVALID,
            CorpusError.UNKNOWN_FORMAT,
            InferenceError.MODEL_NAME_INVALID,
            InferenceError.MODEL_NOT_FOUND,
            InferenceError.MODEL_NOT_FOUND_NONE_EXIST,
            InferenceError.AVERAGE_NEEDS_TWO,
            InferenceError.VOCABULARY_NOT_NAMED,
            InferenceError.CONCEPTS_NOT_NAMED,
            InferenceError.IMAGE_SIZE_FIXED,
            RuntimeError.DEVICE_UNKNOWN,
            RuntimeError.PRECISION_UNKNOWN,
            RuntimeError.PRECISION_NEEDS_GPU,
            RunError.NAME_NOT_ALLOWED,
            RunError.RUN_NOT_FOUND,
            RunError.NO_RUNS,
            RunError.FINE_TUNE_NEEDS_MODEL,
            RunError.UNKNOWN_CONFIGURATION,
            RunError.ONE_IMAGE_SIZE,
            RunError.SETTING_FIXED,
            SettingsError.UNKNOWN_SETTING,
            SettingsError.RENAMED_SETTING,
            SettingsError.VALUE_OF_WRONG_TYPE,
            SettingsError.VALUE_NOT_ALLOWED));
    return Set.copyOf(codes);
  }

  /** Whether an error says that the arguments are wrong. */
  static boolean contains(ErrorCode code) {
    return CODES.contains(code) || (code instanceof CliErrorCode own && own.isUsageError());
  }
}
