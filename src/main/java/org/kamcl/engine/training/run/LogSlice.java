package org.kamcl.engine.training.run;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * The events of a run since a position.
 *
 * @param events in order, without damaged lines
 * @param position where to continue
 * @param damaged number of damaged lines
 * @param restarted whether the log was rewritten, so that these are all its events
 */
public record LogSlice(
    List<JsonObject> events, LogPosition position, int damaged, boolean restarted) {}
