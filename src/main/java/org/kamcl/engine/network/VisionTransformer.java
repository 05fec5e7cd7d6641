package org.kamcl.engine.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.Preprocessing;

/**
 * The vision transformer of CLIP, or a plain one, with OpenCLIP's tensor names. A class token is
 * put before the patches; its state after the last block is the image's feature. (Dosovitskiy et
 * al., ICLR 2021; Radford et al., ICML 2021)
 *
 * <p>Its feature maps are the input of the last block, since the output of that block at the
 * patches has no effect on the feature: {@code patches} [B, width, G, G] and {@code class} [B,
 * width, 1, 1], with extra tokens [B, width, 1, 1 + extra tokens].
 */
final class VisionTransformer implements ClipVision {
  private static final int PATCHES = 0;
  private static final int CLASS = 1;
  private static final String EXTRA = "extra_tokens";

  /** Of the layer normalizations of timm and DINO. */
  private static final float PLAIN_EPSILON = 1e-6f;

  private final ClipSizes.Vision sizes;
  private final int embeddingSize;
  private final Preprocessing preprocessing;
  private final boolean plain;
  private final float epsilon;
  private final PlainParts parts;
  private final TransformerBlocks blocks;

  /**
   * @param plain whether it is the transformer as first published and as in DINO: patches have a
   *     bias, and there is neither a normalization before the blocks nor a projection after them
   */
  VisionTransformer(ClipSizes all, boolean plain) {
    this.sizes = all.vision();
    this.embeddingSize = all.embeddingSize();
    this.preprocessing = all.preprocessing();
    this.plain = plain;
    this.parts = all.plain() == null ? PlainParts.NONE : all.plain();
    this.epsilon = plain ? PLAIN_EPSILON : TransformerBlocks.EPSILON;
    this.blocks =
        new TransformerBlocks(
            sizes.width(),
            sizes.heads(),
            sizes.mlpWidth(),
            sizes.blocks().get(0),
            all.activation(),
            epsilon,
            parts.layerScale());
  }

  @Override
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  @Override
  public int embeddingSize() {
    return embeddingSize;
  }

  @Override
  public List<Stage> stages() {
    return List.of(
        new Stage("patches", sizes.width(), sizes.patch()), new Stage("class", sizes.width(), 0));
  }

  @Override
  public List<ImageBranch> branches() {
    return List.of(new ImageBranch("final", PATCHES, "", false));
  }

  @Override
  public int sizeMultiple() {
    return sizes.patch();
  }

  /** Blocks, and before them the embedding of patches and positions. */
  @Override
  public int layersAbove(String name) {
    int above = blocks.blocksAbove(name);
    if (above >= 0) {
      return above;
    }
    return name.startsWith("ln_post.") || name.equals("proj") ? 0 : blocks.count();
  }

  @Override
  public List<ParameterSpec> specs(String prefix) {
    int width = sizes.width();
    int patch = sizes.patch();
    long positions = (long) sizes.grid() * sizes.grid() + 1;
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(
        new ParameterSpec(
            prefix + "class_embedding", new long[] {width}, ParameterSpec.Role.EMBEDDING));
    specs.add(
        new ParameterSpec(
            prefix + "positional_embedding",
            new long[] {positions, width},
            ParameterSpec.Role.EMBEDDING));
    if (!plain) {
      specs.add(ParameterSpec.weight(prefix + "proj", width, embeddingSize));
    }
    if (parts.extraTokens() > 0) {
      specs.add(
          new ParameterSpec(
              prefix + EXTRA,
              new long[] {parts.extraTokens(), width},
              ParameterSpec.Role.EMBEDDING));
    }
    specs.add(ParameterSpec.weight(prefix + "conv1.weight", width, 3, patch, patch));
    if (plain) {
      specs.add(ParameterSpec.bias(prefix + "conv1.bias", width));
    } else {
      specs.addAll(Layers.layerNormSpecs(prefix + "ln_pre", width));
    }
    specs.addAll(blocks.specs(prefix));
    specs.addAll(Layers.layerNormSpecs(prefix + "ln_post", width));
    return specs;
  }

  @Override
  public List<ConvBatchNorm> foldableConvolutions(String prefix) {
    return List.of();
  }

  @Override
  public List<NDArray> forward(ForwardContext context, NDArray images) {
    NDArray tokens = lowerBlocks(context, images);
    int grid = (int) images.getShape().get(3) / sizes.patch();
    long batch = images.getShape().get(0);
    int before = 1 + parts.extraTokens();
    NDArray patches =
        tokens.get(":, " + before + ":").swapAxes(1, 2).reshape(batch, sizes.width(), grid, grid);
    NDArray first =
        tokens.get(":, 0:" + before).swapAxes(1, 2).reshape(batch, sizes.width(), 1, before);
    return List.of(patches, first);
  }

  @Override
  public NDArray pool(ForwardContext context, List<NDArray> maps) {
    NDArray patches = Layers.flattenPositions(maps.get(PATCHES)).swapAxes(1, 2);
    NDArray classToken = Layers.flattenPositions(maps.get(CLASS)).swapAxes(1, 2);
    return feature(context, classToken.concat(patches, 1));
  }

  @Override
  public NDArray encode(ForwardContext context, NDArray images) {
    return feature(context, lowerBlocks(context, images));
  }

  /** All blocks but the last, [B, 1 + extra tokens + G * G, width]. */
  private NDArray lowerBlocks(ForwardContext context, NDArray images) {
    return blocks.run(context, embed(context, images), null, 0, blocks.count() - 1);
  }

  private NDArray embed(ForwardContext context, NDArray images) {
    NDManager manager = images.getManager();
    NDArray patches = patches(context, images);
    long batch = images.getShape().get(0);
    int grid = (int) images.getShape().get(3) / sizes.patch();
    NDArray positions = PositionGrid.fitted(context, manager, sizes.grid(), grid);
    // Looked up instead of used as it is: the result must belong to the manager of the pass.
    NDArray token =
        Layers.lookUp(
            manager.zeros(new Shape(batch, 1), DataType.INT64),
            Layers.reshaped(manager, context.get("class_embedding"), 1, sizes.width()));
    NDArray tokens = token.concat(patches, 1).add(positions);
    if (parts.extraTokens() > 0) {
      NDArray extra = Layers.lookUp(extraIds(manager, batch), context.get(EXTRA));
      tokens = tokens.get(":, 0:1").concat(extra, 1).concat(tokens.get(":, 1:"), 1);
    }
    return plain ? tokens : Layers.layerNorm(context, "ln_pre", tokens, epsilon);
  }

  /** The numbers of the extra tokens, once for each image. */
  private NDArray extraIds(NDManager manager, long batch) {
    int count = parts.extraTokens();
    long[] ids = new long[Math.toIntExact(batch * count)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i % count;
    }
    return manager.create(ids, new Shape(batch, count));
  }

  /**
   * The convolution of patches that do not overlap, as one product of matrices: [B, 3, S, S] -> [B,
   * G * G, width]. Faster than the engine's convolution, which arranges the kernel anew each time.
   */
  private NDArray patches(ForwardContext context, NDArray images) {
    NDArray weight = context.get("conv1.weight");
    int patch = sizes.patch();
    long batch = images.getShape().get(0);
    long grid = images.getShape().get(3) / patch;
    NDArray columns =
        images
            .reshape(batch, 3, grid, patch, grid, patch)
            .transpose(0, 2, 4, 1, 3, 5)
            .reshape(batch, grid * grid, 3L * patch * patch);
    NDArray rows = Layers.reshaped(images.getManager(), weight, sizes.width(), 3L * patch * patch);
    return linear(columns, rows, plain ? context.get("conv1.bias") : null);
  }

  private static NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
    return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
  }

  /** The last block, normalization and projection of the class token, [B, embeddingSize]. */
  private NDArray feature(ForwardContext context, NDArray tokens) {
    int before = 1 + parts.extraTokens();
    String rows =
        switch (parts.pooling()) {
          case CLASS -> ":, 0:1";
          case CLASS_AND_EXTRA -> ":, 0:" + before;
          case PATCHES -> ":, " + before + ":";
        };
    NDArray last = blocks.lastRows(context, tokens, states -> states.get(rows), null);
    // The mean of the patches is taken before the normalization, that of tokens after it.
    NDArray states =
        parts.pooling() == PlainParts.Pooling.PATCHES ? last.mean(new int[] {1}, true) : last;
    NDArray normalized = Layers.layerNorm(context, "ln_post", states, epsilon);
    NDArray pooled =
        parts.pooling() == PlainParts.Pooling.CLASS_AND_EXTRA
            ? normalized.mean(new int[] {1})
            : normalized.reshape(last.getShape().get(0), sizes.width());
    return plain ? pooled : pooled.matMul(context.get("proj"));
  }
}
