/**
 * Controls that several panes use: banners, toasts, popovers and menus, concept chips, score dots
 * and thumbnails. They know {@code ui.theme}, {@code ui.text} and {@code ui.task}, but no pane.
 */
package org.kamcl.explorer.ui.control;
