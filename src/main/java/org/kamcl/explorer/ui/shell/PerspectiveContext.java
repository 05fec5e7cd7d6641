package org.kamcl.explorer.ui.shell;

import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.crs.MissingCrsViewModel;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.settings.SettingsViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;

/**
 * What the window shares with its perspectives.
 *
 * @param archive the archive
 * @param selection hits and selection, the same in all perspectives
 * @param missingCrs files with missing CRS
 * @param toasts short messages
 * @param thumbnails loads and caches thumbnails
 * @param jobs running and ended jobs
 * @param settings settings of the window
 * @param textSize size of all texts
 * @param executor runs background tasks
 * @param dialogs file dialogs
 * @param messages localized texts
 * @param addFolder asks for a folder and indexes it
 * @param perspectives switches between the perspectives
 */
public record PerspectiveContext(
    ArchiveViewModel archive,
    SelectionViewModel selection,
    MissingCrsViewModel missingCrs,
    ToastsViewModel toasts,
    ThumbnailLoader thumbnails,
    JobsViewModel jobs,
    SettingsViewModel settings,
    TextSize textSize,
    TaskExecutor executor,
    FileDialogs dialogs,
    Messages messages,
    Runnable addFolder,
    PerspectiveNavigator perspectives) {}
