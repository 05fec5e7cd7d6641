package org.kamcl.engine.training.config;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.lang.reflect.Type;

/** Reads and writes the settings of all groups as one JSON object. */
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
      throw new JsonParseException("expected an object");
    }
    JsonObject given = FormerSettingNames.upgrade(json.getAsJsonObject());
    JsonObject all = Presets.read("published");
    given.entrySet().forEach(setting -> all.add(setting.getKey(), setting.getValue()));
    // Each group reads its own settings and ignores the others.
    return new TrainingConfig(
        context.deserialize(all, ScheduleSettings.class),
        context.deserialize(all, SamplingSettings.class),
        context.deserialize(all, OptimizerSettings.class),
        context.deserialize(all, EncoderSettings.class),
        context.deserialize(all, ContrastiveSettings.class),
        context.deserialize(all, MomentumSettings.class),
        context.deserialize(all, KnowledgeSettings.class),
        context.deserialize(all, AugmentationSettings.class),
        context.deserialize(all, CheckpointSettings.class));
  }
}
