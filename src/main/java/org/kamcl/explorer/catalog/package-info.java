/**
 * The catalog: collections, files, images, captions, embeddings, tags, relevance feedback and
 * searches in one SQLite file. The only package that uses SQL. {@link
 * org.kamcl.explorer.catalog.Catalog} is its entry point; each table class holds the statements of
 * one table, and {@code Migrations} upgrades older files. Used by {@code index}, which writes
 * images, and by {@code search}.
 */
package org.kamcl.explorer.catalog;
