package org.kamcl.explorer.domain;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The model that a workspace uses.
 *
 * @param name name by which it is selected, such as {@code default}
 * @param backbone its image network, such as "EfficientNet-Lite0"
 * @param textEncoder its text network, such as "MiniLM-L6"
 * @param gpu index of the GPU it runs on; empty for the processor
 * @param description one or two sentences; empty if unknown
 * @param trainedOn training data; empty if unknown
 * @param limitations where its results are unreliable; empty if unknown
 * @param concepts number of its concepts
 * @param words whether it reads texts; otherwise it answers queries by image only
 * @param calibrated whether its match bands are measured; otherwise they follow from the archive
 * @param folder folder of its files
 */
public record ModelInfo(
    String name,
    String backbone,
    String textEncoder,
    OptionalInt gpu,
    String description,
    String trainedOn,
    String limitations,
    int concepts,
    boolean words,
    boolean calibrated,
    Path folder) {}
