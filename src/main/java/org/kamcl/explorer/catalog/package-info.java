/** The catalogue: what is searchable, in one SQLite file. The only room that speaks SQL. */
package org.kamcl.explorer.catalog;
