package org.kamcl.explorer.report;

/**
 * One file of a report.
 *
 * @param name path in the zip file, such as {@code logs/kamcl-20260101-120000-1.log}
 * @param text content
 */
public record ReportFile(String name, String text) {}
