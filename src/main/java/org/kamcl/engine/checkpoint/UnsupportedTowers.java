package org.kamcl.engine.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.kamcl.error.KamclException;

/** Relatives of CLIP that this program does not compute, each recognized by its tensor names. */
final class UnsupportedTowers {
  private static final List<Sign> SIGNS =
      List.of(
          new Sign(below("text_decoder."), CheckpointError.COCA, Optional.empty()),
          new Sign(below("visual.attn_pool."), CheckpointError.COCA, Optional.empty()),
          new Sign("logit_bias"::equals, CheckpointError.SIGLIP, Optional.empty()),
          new Sign(below("vision_model.head."), CheckpointError.SIGLIP, Optional.empty()),
          image(below("visual.trunk."), "timm"),
          image(below("visual.blocks."), "EVA"),
          image(below("visual.patch_embed."), "EVA"),
          text(below("bert."), "BERT"),
          text(below("text_model.embeddings.word_embeddings"), "BERT"),
          text(below("text_model.roberta."), "RoBERTa"),
          text(below("text.transformer.embeddings."), "RoBERTa, BERT"),
          text(below("text.transformer.encoder."), "RoBERTa, T5"),
          text(below("text.transformer.shared."), "T5"),
          text(below("text."), "CustomTextCLIP"));

  private UnsupportedTowers() {}

  /** A name that only such models have, and the error that says so. */
  private record Sign(Predicate<String> name, CheckpointError error, Optional<String> tower) {}

  private static Sign image(Predicate<String> name, String title) {
    return new Sign(name, CheckpointError.IMAGE_TOWER_UNSUPPORTED, Optional.of(title));
  }

  private static Sign text(Predicate<String> name, String title) {
    return new Sign(name, CheckpointError.TEXT_TOWER_UNSUPPORTED, Optional.of(title));
  }

  private static Predicate<String> below(String prefix) {
    return name -> name.startsWith(prefix);
  }

  /**
   * @param names without the prefix that they share
   * @throws KamclException if they are those of a model with other towers
   */
  static void check(Path file, Set<String> names) {
    boolean adapter = names.stream().anyMatch(UnsupportedTowers::isAdapter);
    if (adapter) {
      throw new KamclException(
          names.stream().allMatch(UnsupportedTowers::isAdapter)
              ? CheckpointError.LORA_ONLY
              : CheckpointError.LORA_NOT_MERGED,
          file);
    }
    boolean hasImages =
        names.stream().anyMatch(n -> n.startsWith("visual.") || n.startsWith("vision_model."));
    if (!hasImages) {
      return;
    }
    for (Sign sign : SIGNS) {
      if (names.stream().anyMatch(sign.name())) {
        throw sign.tower().isPresent()
            ? new KamclException(sign.error(), file, sign.tower().get())
            : new KamclException(sign.error(), file);
      }
    }
  }

  private static boolean isAdapter(String name) {
    return name.contains("lora_") || name.contains(".lora.");
  }
}
