package org.kamcl.engine.training;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.lang.reflect.Type;

/** The settings of all groups in one JSON object, as they have stood in runs from the first. */
final class TrainingConfigJson
    implements JsonSerializer<TrainingConfig>, JsonDeserializer<TrainingConfig> {
  @Override
  public JsonElement serialize(TrainingConfig config, Type type, JsonSerializationContext context) {
    JsonObject all = new JsonObject();
    for (Record group : config.groups()) {
      JsonObject settings = context.serialize(group).getAsJsonObject();
      settings.entrySet().forEach(setting -> all.add(setting.getKey(), setting.getValue()));
    }
    return all;
  }

  @Override
  public TrainingConfig deserialize(
      JsonElement json, Type type, JsonDeserializationContext context) {
    if (!json.isJsonObject()) {
      throw new JsonParseException("they are no object");
    }
    JsonObject given = FormerSettingNames.upgrade(json.getAsJsonObject());
    JsonObject all = TrainingConfig.published().toJson().getAsJsonObject();
    given.entrySet().forEach(setting -> all.add(setting.getKey(), setting.getValue()));
    // A group takes the settings it knows and leaves the others to the next.
    return new TrainingConfig(
        context.deserialize(all, TrainingConfig.ScheduleSettings.class),
        context.deserialize(all, TrainingConfig.SamplingSettings.class),
        context.deserialize(all, TrainingConfig.OptimizerSettings.class),
        context.deserialize(all, TrainingConfig.EncoderSettings.class),
        context.deserialize(all, TrainingConfig.ContrastiveSettings.class),
        context.deserialize(all, TrainingConfig.MomentumSettings.class),
        context.deserialize(all, TrainingConfig.KnowledgeSettings.class),
        context.deserialize(all, TrainingConfig.AugmentationSettings.class),
        context.deserialize(all, TrainingConfig.CheckpointSettings.class));
  }
}
